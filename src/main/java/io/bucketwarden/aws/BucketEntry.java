package io.bucketwarden.aws;

import org.jspecify.annotations.Nullable;

/**
 * A bucket that an account has.
 *
 * @param region null when the server names none
 */
public record BucketEntry(String name, @Nullable String region) {}
