package io.bucketwarden.access.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which objects of a log were read: all whose keys tell a time before {@link #low}, all that were written before
 * {@link #floor}, and those of which there is a fingerprint.
 *
 * <p>What comes late has an old time in its key, but was written lately. So the fingerprints that are too many are those of
 * what was written first, and whatever comes later is still found.
 */
public final class Cursor {

    /** Objects that are remembered one by one. */
    public static final int MOST = 20_000;

    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    /**
     * An object that was read.
     *
     * @param written in minutes since 1970
     * @param hour in the key, in hours since 1970
     */
    record Entry(long fingerprint, int written, int hour) {

        static Entry of(LogObject object, Instant time) {
            return new Entry(
                    Fingerprint.of(object.key()),
                    Math.clamp(Math.floorDiv(object.modified().getEpochSecond(), MINUTE), 0, Integer.MAX_VALUE),
                    Math.clamp(Math.floorDiv(time.getEpochSecond(), HOUR), 0, Integer.MAX_VALUE));
        }

        private boolean isBefore(Instant low) {
            return (hour + 1L) * HOUR <= low.getEpochSecond();
        }
    }

    /**
     * All but the fingerprints, in seconds since 1970.
     *
     * @param newest 0 for none
     * @param settled 0 for none
     * @param floor in minutes; 0 for none
     */
    record Bounds(long low, long newest, long settled, int floor, int narrowed, boolean caughtUp) {}

    private final Bounds bounds;
    private final List<Entry> entries;

    private Cursor(Bounds bounds, List<Entry> entries) {
        this.bounds = bounds;
        this.entries = List.copyOf(entries);
    }

    /** Before anything was read. What the keys say is from before that time is never read. */
    public static Cursor start(Instant since) {
        var low = KeyTime.writable(since).getEpochSecond();
        return new Cursor(new Bounds(low, 0, 0, 0, 0, false), List.of());
    }

    /**
     * The cursor that was written as this text.
     *
     * @throws DamagedCursor when it is none, or is of a newer version
     */
    public static Cursor parse(String text) throws DamagedCursor {
        return CursorText.parse(text);
    }

    /** At most 250 KB. */
    public String encode() {
        return CursorText.encode(bounds, entries);
    }

    /** @param entries with those that are new, in any order, and with those that may be too old or too many */
    static Cursor of(Bounds bounds, List<Entry> entries) {
        var low = Instant.ofEpochSecond(bounds.low());
        var kept = new ArrayList<>(entries);
        kept.removeIf(entry -> entry.isBefore(low));
        kept.sort(Comparator.comparingInt(Entry::written).thenComparingLong(Entry::fingerprint));
        int dropped = Math.max(0, kept.size() - MOST);
        while (dropped > 0
                && dropped < kept.size()
                && kept.get(dropped).written() == kept.get(dropped - 1).written()) {
            dropped++;
        }
        if (dropped == 0) {
            return new Cursor(bounds, kept);
        }
        int floor = Math.max(bounds.floor(), kept.get(dropped - 1).written() + 1);
        boolean narrowed = (long) floor * MINUTE > bounds.settled();
        return new Cursor(
                new Bounds(
                        bounds.low(),
                        bounds.newest(),
                        bounds.settled(),
                        floor,
                        bounds.narrowed() + (narrowed ? 1 : 0),
                        bounds.caughtUp()),
                kept.subList(dropped, kept.size()));
    }

    Bounds bounds() {
        return bounds;
    }

    List<Entry> entries() {
        return entries;
    }

    Set<Long> fingerprints() {
        var all = new HashSet<Long>(entries.size() * 2);
        entries.forEach(entry -> all.add(entry.fingerprint()));
        return all;
    }

    /** @param fingerprints as {@link #fingerprints} tells them, which is made once for many objects */
    boolean hasRead(LogObject object, Set<Long> fingerprints) {
        return object.modified().isBefore(floor()) || fingerprints.contains(Fingerprint.of(object.key()));
    }

    /** Objects whose keys tell an earlier time are not looked for any more: what comes so late is missed. */
    public Instant low() {
        return Instant.ofEpochSecond(bounds.low());
    }

    /** Objects that were written before this are not read any more; 1970 where all are remembered that may be listed again. */
    public Instant floor() {
        return Instant.ofEpochSecond((long) bounds.floor() * MINUTE);
    }

    /**
     * How often so much was written that the floor had to rise beyond what a full look had shown to be read, so that late
     * objects may have been missed.
     */
    public int narrowed() {
        return bounds.narrowed();
    }

    /** The latest time in the key of an object that was read, but none of the future; 1970 for none. */
    public Instant newest() {
        return Instant.ofEpochSecond(bounds.newest());
    }

    /** Whether everything had been read when all of it was looked at last. */
    public boolean isCaughtUp() {
        return bounds.caughtUp();
    }

    /** Whether no object was ever read. */
    public boolean isUnmoved() {
        return bounds.newest() == 0 && entries.isEmpty();
    }

    /** How many objects are remembered one by one. */
    public int size() {
        return entries.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cursor cursor && bounds.equals(cursor.bounds) && entries.equals(cursor.entries);
    }

    @Override
    public int hashCode() {
        return bounds.hashCode() * 31 + entries.hashCode();
    }

    @Override
    public String toString() {
        return bounds + ", " + entries.size() + " remembered";
    }
}
