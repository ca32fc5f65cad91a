package io.bucketwarden.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of one account as last listed.
 *
 * @param problem why the last listing failed; null when it did not. The buckets are then those of the one before
 */
public record Inventory(
        List<ListedBucket> buckets, @Nullable Problem problem) {}
