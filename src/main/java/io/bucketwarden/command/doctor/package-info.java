/** {@code bucketwarden doctor}: whether changes can reach the operator. */
@NullMarked
package io.bucketwarden.command.doctor;

import org.jspecify.annotations.NullMarked;
