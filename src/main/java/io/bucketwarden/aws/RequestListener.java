package io.bucketwarden.aws;

import java.time.Duration;

/** Hears of every finished API call, retries included in its duration. */
@FunctionalInterface
public interface RequestListener {

    RequestListener NONE = (operation, outcome, duration) -> {};

    /** How a call ended, as a metric label. */
    enum Outcome {
        ok,
        denied,
        throttled,
        absent,
        error
    }

    void finished(String operation, Outcome outcome, Duration duration);
}
