/** {@code bucketwarden revert}: puts buckets back to what they were. */
@NullMarked
package io.bucketwarden.command.revert;

import org.jspecify.annotations.NullMarked;
