package io.bucketwarden.access.impact;

import org.jspecify.annotations.Nullable;

/**
 * Requests of one kind that would not have been fine.
 *
 * @param where the network, the VPC endpoint, or the address where that is all that is known
 * @param doubt null where they would have been denied
 */
record Example(
        String principal,
        String where,
        String operation,
        @Nullable Doubt doubt) {

    Example because(Doubt other) {
        return new Example(principal, where, operation, other);
    }

    /**
     * How often, and when.
     *
     * @param first in seconds since 1970-01-01 UTC
     */
    record Seen(long count, long first, long last) {

        Seen and(Seen other) {
            return new Seen(count + other.count, Math.min(first, other.first), Math.max(last, other.last));
        }
    }
}
