/** {@code bucketwarden plan}: what Enforce would do. */
@NullMarked
package io.bucketwarden.command.plan;

import org.jspecify.annotations.NullMarked;
