/** {@code bucketwarden report}: one HTML page of what is known. */
@NullMarked
package io.bucketwarden.command.report;

import org.jspecify.annotations.NullMarked;
