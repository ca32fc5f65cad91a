/** What the roles of the operator have to be allowed, as policies of IAM. */
@NullMarked
package io.bucketwarden.permissions;

import org.jspecify.annotations.NullMarked;
