package io.bucketwarden.aws;

import org.jspecify.annotations.Nullable;

/**
 * A bucket that an account has.
 *
 * @param region null when the server names none
 */
public record ListedBucket(String name, @Nullable String region) {}
