package io.bucketwarden.operator;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests of the whole operator wait for what must come: a busy machine is no failure. */
final class Patience {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Patience() {}

    /** Waits for {@code what}; looks at once, and then by {@code interval}. */
    static ConditionFactory await(String what, Duration interval) {
        return Awaitility.await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(interval);
    }

    /** Seconds, for what waits by itself. */
    static long seconds() {
        return LIMIT.toSeconds();
    }
}
