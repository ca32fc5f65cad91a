/** Which buckets an account has, as far as anybody asks. */
@NullMarked
package io.bucketwarden.operator.inventory;

import org.jspecify.annotations.NullMarked;
