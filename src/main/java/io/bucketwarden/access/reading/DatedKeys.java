package io.bucketwarden.access.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Names in folders for days, {@code [base][YYYY]/[MM]/[DD]/[name]}.
 *
 * @param stamp what the names of a time and those of later ones are not less than
 * @param name the time that a name tells
 */
record DatedKeys(String base, Function<Instant, String> stamp, Function<String, Optional<Instant>> name) {

    private static final int FOLDER = "2026/11/29/".length();
    private static final Duration LAST_OF_DAY = Duration.ofDays(1).minusSeconds(1);

    List<LogLayout.Place> places(Instant from, Instant until) {
        var end = until.isBefore(KeyTime.END) ? start(until) : base + SimpleKeys.AFTER_DIGITS;
        return List.of(new LogLayout.Place(base, start(KeyTime.writable(from)), end));
    }

    /** That of the name, within the day of the folder: in the order of the keys no time goes back. */
    Optional<Instant> time(String key) {
        if (!key.startsWith(base) || key.length() < base.length() + FOLDER) {
            return Optional.empty();
        }
        int end = base.length() + FOLDER;
        return KeyTime.ofFolder(key.substring(base.length(), end))
                .flatMap(day -> name.apply(key.substring(end)).map(time -> within(day, time)));
    }

    private String start(Instant time) {
        return base + KeyTime.folder(time) + stamp.apply(time);
    }

    private static Instant within(Instant day, Instant time) {
        var last = day.plus(LAST_OF_DAY);
        return time.isBefore(day) ? day : time.isAfter(last) ? last : time;
    }
}
