/** {@code bucketwarden run}: the operator, wired together. */
@NullMarked
package io.bucketwarden.command.run;

import org.jspecify.annotations.NullMarked;
