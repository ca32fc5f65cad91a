package io.bucketwarden.access.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the keys of a log's objects look like, and what their times tell. */
public interface LogLayout {

    /** The time of an object that belongs to the log although its key tells none. */
    Instant UNTOLD = Instant.EPOCH;

    /**
     * A range of keys to list, in which later keys tell later times.
     *
     * @param startAfter as {@link LogStore#list} has it
     * @param end the first key that does not belong to it
     */
    record Place(String prefix, String startAfter, String end) {}

    /** What the keys of all its objects begin with. */
    String root();

    /** Where the objects are whose keys tell a time from the one to before the other. */
    List<Place> places(Instant from, Instant until);

    /** The time that a key tells; empty when it is not that of an object of this log. */
    Optional<Instant> time(String key);

    /** How long after the time in its key an object may still appear. */
    Duration lateness();

    /** How long after a request the time in the key of its object may be. */
    Duration delay();

    /** When the requests end that a time in a key stands for; empty where that is the time of delivery. */
    default Optional<Instant> end(Instant time) {
        return Optional.empty();
    }

    /** The least time in the keys of objects that may hold requests of that moment or later. */
    Instant from(Instant moment);

    /** From where on to list in order to find what is new, as far as it is not late. */
    Instant near(Instant newest, Instant now);

    /** Whether the other one finds the same objects, and reads the same times from their keys. */
    default boolean isSame(LogLayout other) {
        return getClass() == other.getClass() && root().equals(other.root());
    }

    /** Keys without partitions: {@code [prefix][YYYY]-[MM]-[DD]-[hh]-[mm]-[ss]-[UniqueString]}. */
    static LogLayout simple(String prefix) {
        return new SimpleKeys(prefix);
    }

    /**
     * Partitions for the days of the requests.
     *
     * @param account that of the bucket whose log it is, and so its region
     */
    static LogLayout byEventTime(String prefix, String account, String region, String bucket) {
        return new PartitionedKeys(prefix, account, region, bucket, true);
    }

    /** Partitions for the days on which the objects were delivered. */
    static LogLayout byDeliveryTime(String prefix, String account, String region, String bucket) {
        return new PartitionedKeys(prefix, account, region, bucket, false);
    }

    /** Whatever is below a prefix, in all forms that are known, or with a name that tells no time. Only to read it all once. */
    static LogLayout anything(String prefix) {
        return new AnyKeys(prefix);
    }
}
