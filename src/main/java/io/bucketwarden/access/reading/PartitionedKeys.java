package io.bucketwarden.access.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A folder for each day, either of the requests or of delivery; of the former, names tell no time of the day.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PartitionedPrefix.html">PartitionedPrefix</a>
 */
final class PartitionedKeys implements LogLayout {

    /** The day itself, and three more on which something of it may be delivered. */
    private static final Duration DELIVERED = Duration.ofDays(4);

    private final DatedKeys keys;
    private final boolean eventTime;

    PartitionedKeys(String prefix, String account, String region, String bucket, boolean eventTime) {
        this.keys = new DatedKeys(prefix + account + "/" + region + "/" + bucket + "/", KeyTime::stamp, KeyTime::ofLog);
        this.eventTime = eventTime;
    }

    @Override
    public String root() {
        return keys.base();
    }

    @Override
    public List<Place> places(Instant from, Instant until) {
        return keys.places(eventTime ? KeyTime.day(from) : from, until);
    }

    @Override
    public Optional<Instant> time(String key) {
        return keys.time(key).map(time -> eventTime ? KeyTime.day(time) : time);
    }

    @Override
    public Duration lateness() {
        return eventTime ? DELIVERED : SimpleKeys.DAY;
    }

    @Override
    public Duration delay() {
        return eventTime ? Duration.ZERO : SimpleKeys.DAY;
    }

    @Override
    public Optional<Instant> end(Instant time) {
        return eventTime ? Optional.of(time.plus(SimpleKeys.DAY)) : Optional.empty();
    }

    @Override
    public Instant from(Instant moment) {
        return eventTime ? KeyTime.day(moment) : moment;
    }

    @Override
    public Instant near(Instant newest, Instant now) {
        if (!eventTime) {
            return SimpleKeys.near(newest);
        }
        var yesterday = KeyTime.day(now).minus(SimpleKeys.DAY);
        return newest.isBefore(yesterday) ? newest : yesterday;
    }

    @Override
    public boolean isSame(LogLayout other) {
        return LogLayout.super.isSame(other) && ((PartitionedKeys) other).eventTime == eventTime;
    }
}
