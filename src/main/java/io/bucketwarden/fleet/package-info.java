/** Which policy governs a bucket. Pure. */
@NullMarked
package io.bucketwarden.fleet;

import org.jspecify.annotations.NullMarked;
