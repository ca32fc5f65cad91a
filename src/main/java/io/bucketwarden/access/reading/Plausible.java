package io.bucketwarden.access.reading;

import java.time.Duration;
import java.time.Instant;

/**
 * When the requests can have been that an object of a log tells of. Whoever may write into the log bucket could otherwise tell of
 * somebody as if they had always been there, or of requests that are still to come.
 *
 * @param from the first second
 * @param until the last second
 */
public record Plausible(long from, long until) {

    /** Clocks differ, though less than that. */
    private static final Duration SKEW = Duration.ofHours(1);

    /** By the time in the key, or where that tells none by when the object was written. */
    public static Plausible of(LogLayout layout, LogObject object) {
        var told = layout.time(object.key()).filter(time -> !time.equals(LogLayout.UNTOLD));
        var from = told.orElse(object.modified()).minus(layout.lateness()).minus(layout.delay());
        var written = object.modified().plus(SKEW).getEpochSecond();
        var until = told.flatMap(layout::end).map(Instant::getEpochSecond).orElse(written);
        return new Plausible(from.getEpochSecond(), Math.min(until, written));
    }

    public boolean contains(long second) {
        return from <= second && second <= until;
    }
}
