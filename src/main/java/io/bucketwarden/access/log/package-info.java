/** Server access logs of S3. Pure. */
@NullMarked
package io.bucketwarden.access.log;

import org.jspecify.annotations.NullMarked;
