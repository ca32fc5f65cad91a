/**
 * The public contract: the {@code S3BucketPolicy} resource, its spec and its status. Imports nothing of ours but what is
 * done to any text.
 */
@NullMarked
package io.bucketwarden.api;

import org.jspecify.annotations.NullMarked;
