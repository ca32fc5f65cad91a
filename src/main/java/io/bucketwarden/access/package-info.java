/** Who uses a bucket: requests as logs tell of them, whatever the log. Pure. */
@NullMarked
package io.bucketwarden.access;

import org.jspecify.annotations.NullMarked;
