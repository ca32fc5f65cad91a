/** The public contract: the {@code S3BucketPolicy} resource, its spec and its status. Imports nothing of ours. */
@NullMarked
package io.bucketwarden.api;

import org.jspecify.annotations.NullMarked;
