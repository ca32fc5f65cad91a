/** Who usually uses a bucket, and who is new: pure, and bounded whatever strangers send. */
@NullMarked
package io.bucketwarden.access.baseline;

import org.jspecify.annotations.NullMarked;
