/** {@code bucketwarden preview}: what restrictions would have denied. */
@NullMarked
package io.bucketwarden.command.preview;

import org.jspecify.annotations.NullMarked;
