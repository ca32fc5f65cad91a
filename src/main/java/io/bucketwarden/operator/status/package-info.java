/** What looks mean for the status and the conditions of a policy. Pure. */
@NullMarked
package io.bucketwarden.operator.status;

import org.jspecify.annotations.NullMarked;
