/** {@code bucketwarden iam-policy}: what the operator's role must be allowed. */
@NullMarked
package io.bucketwarden.command.iampolicy;

import org.jspecify.annotations.NullMarked;
