package io.bucketwarden.report;

import io.bucketwarden.api.ExposureWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Times of windows in which a bucket was open. */
public final class Windows {

    private Windows() {}

    /** From when it is known to have been open. */
    public static Optional<Instant> start(ExposureWindow window) {
        return Words.instant(window.openedAt()).or(() -> Words.instant(window.foundAt()));
    }

    /** How long it was open, as far as is known. */
    public static Optional<Duration> lasted(ExposureWindow window, Instant now) {
        var end = window.isOpen() ? Optional.of(now) : Words.instant(window.closedAt());
        return start(window).flatMap(from -> end.map(until -> Duration.between(from, until)));
    }

    static Instant sortedBy(ExposureWindow window) {
        return start(window).orElse(Instant.MIN);
    }
}
