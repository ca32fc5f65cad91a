package io.bucketwarden.conformance;

import java.time.Duration;

/** What a run may take at most. */
final class Plays {

    /** Requests of the scenarios: more than three times what they make where nothing has to settle. */
    static final int REQUESTS = 2_000;

    /** How long AWS may take to show a change of a bucket's configuration. */
    static final Duration SETTLES = Duration.ofSeconds(60);

    private Plays() {}

    /** Requests to take so many buckets away, and twice as many for those that take several tries. */
    static int removals(int buckets) {
        return 3 * Removal.REQUESTS * buckets + 100;
    }
}
