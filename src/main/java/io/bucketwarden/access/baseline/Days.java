package io.bucketwarden.access.baseline;

/** Days since 1970-01-01 UTC. */
final class Days {

    static final long SECONDS = 86_400;

    private Days() {}

    static long of(long second) {
        return Math.floorDiv(second, SECONDS);
    }
}
