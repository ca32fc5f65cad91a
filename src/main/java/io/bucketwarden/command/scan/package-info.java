/** {@code bucketwarden scan}: which buckets of an account are open. */
@NullMarked
package io.bucketwarden.command.scan;

import org.jspecify.annotations.NullMarked;
