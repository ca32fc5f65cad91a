package io.bucketwarden.access.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All objects side by side, by the time when they were delivered.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html#server-log-keyname-format">Log object key format</a>
 */
record SimpleKeys(String prefix) implements LogLayout {

    /** The character that follows the digits, so that a prefix that others use as well is listed only where logs are. */
    static final String AFTER_DIGITS = ":";

    static final Duration DAY = Duration.ofDays(1);
    private static final Duration NEAR = Duration.ofHours(1);

    @Override
    public String root() {
        return prefix;
    }

    @Override
    public List<Place> places(Instant from, Instant until) {
        var end = until.isBefore(KeyTime.END) ? KeyTime.stamp(until) : AFTER_DIGITS;
        return List.of(new Place(prefix, prefix + KeyTime.stamp(KeyTime.writable(from)), prefix + end));
    }

    @Override
    public Optional<Instant> time(String key) {
        return key.startsWith(prefix) ? KeyTime.ofLog(key.substring(prefix.length())) : Optional.empty();
    }

    @Override
    public Duration lateness() {
        return DAY;
    }

    @Override
    public Duration delay() {
        return DAY;
    }

    @Override
    public Instant from(Instant moment) {
        return moment;
    }

    @Override
    public Instant near(Instant newest, Instant now) {
        return near(newest);
    }

    static Instant near(Instant newest) {
        return newest.minus(NEAR);
    }
}
