package io.bucketwarden.access.reading;

import io.bucketwarden.access.reading.Due.Found;
import io.bucketwarden.access.reading.Due.Look;
import io.bucketwarden.access.reading.LogLayout.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the objects of a log that are to be read.
 *
 * <p>They are given in the order in which they were written. So when some must wait, or not all that were read can be
 * remembered, a moment of writing divides what was read from what was not, whatever times the keys tell.
 */
public final class LogListing {

    private static final Comparator<Found> WRITTEN_FIRST = Comparator.comparing(
                    (Found found) -> found.object().modified())
            .thenComparing(found -> found.object().key());

    private final LogStore store;
    private final LogLayout layout;

    public LogListing(LogStore store, LogLayout layout) {
        this.store = store;
        this.layout = layout;
    }

    /**
     * What is due now. A near look lists only around the newest, and so costs little. A far one lists all that may still
     * come: it finds what is late, and lets the cursor forget. Until one has found everything read, every look is a far one.
     *
     * @param now by the clock of this machine
     * @throws RuntimeException what the store throws that cannot be listed
     */
    public Due due(Cursor cursor, Instant now, boolean far, Limits limits) {
        boolean full = far || !cursor.isCaughtUp();
        var low = layout.from(cursor.low());
        var near = layout.near(cursor.newest(), now);
        var from = full || near.isBefore(low) ? low : near;
        var read = cursor.fingerprints();
        var first = new PriorityQueue<>(WRITTEN_FIRST.reversed());
        var latest = Instant.EPOCH;
        int ignored = 0;
        boolean more = false;
        for (var place : layout.places(from, KeyTime.END)) {
            for (var listed = listed(place); listed.hasNext(); ) {
                var object = listed.next();
                if (object.key().compareTo(place.end()) >= 0) {
                    break;
                }
                var time = layout.time(object.key());
                if (time.isEmpty() || object.size() == 0) {
                    ignored++;
                    continue;
                }
                latest = object.modified().isAfter(latest) ? object.modified() : latest;
                if (time.get().isBefore(low) || isRead(cursor, read, object)) {
                    continue;
                }
                first.add(new Found(object, time.get()));
                if (first.size() > limits.objects()) {
                    first.remove();
                    more = true;
                }
            }
        }
        var due = new ArrayList<>(first);
        due.sort(WRITTEN_FIRST);
        int within = within(due, limits.bytes());
        more |= within < due.size();
        return new Due(cursor, layout, due.subList(0, within), new Look(now, full, more, ignored, latest));
    }

    /**
     * Objects that may hold requests from the one moment to before the other, in the order of the listing.
     *
     * @throws RuntimeException also from the iterator, what the store throws that cannot be listed
     */
    public Iterator<LogObject> between(Instant from, Instant until) {
        var least = layout.from(from);
        var end = until.plus(layout.delay());
        return new Between(
                layout.places(least, end).iterator(),
                object -> object.size() > 0
                        && layout.time(object.key())
                                .filter(time ->
                                        time.equals(LogLayout.UNTOLD) || (!time.isBefore(least) && time.isBefore(end)))
                                .isPresent());
    }

    /** Tells of an object whether it was read before: those that are due are not. */
    public Predicate<LogObject> readBefore(Cursor cursor) {
        var read = cursor.fingerprints();
        var low = layout.from(cursor.low());
        return object ->
                layout.time(object.key()).filter(time -> time.isBefore(low)).isPresent()
                        || isRead(cursor, read, object);
    }

    /** One place after the other; streams of streams would hold all of a place. */
    private final class Between implements Iterator<LogObject> {

        private final Iterator<Place> places;
        private final Predicate<LogObject> wanted;
        private Iterator<LogObject> listed = Collections.emptyIterator();
        private String end = "";
        private @Nullable LogObject next;

        Between(Iterator<Place> places, Predicate<LogObject> wanted) {
            this.places = places;
            this.wanted = wanted;
        }

        @Override
        public boolean hasNext() {
            while (next == null && (listed.hasNext() || places.hasNext())) {
                if (listed.hasNext()) {
                    take(listed.next());
                } else {
                    var place = places.next();
                    end = place.end();
                    listed = listed(place);
                }
            }
            return next != null;
        }

        private void take(LogObject object) {
            if (object.key().compareTo(end) >= 0) {
                listed = Collections.emptyIterator();
            } else if (wanted.test(object)) {
                next = object;
            }
        }

        @Override
        public LogObject next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var given = Objects.requireNonNull(next);
            next = null;
            return given;
        }
    }

    private Iterator<LogObject> listed(Place place) {
        return store.list(place.prefix(), place.startAfter());
    }

    private static boolean isRead(Cursor cursor, Set<Long> read, LogObject object) {
        return object.modified().isBefore(cursor.floor()) || read.contains(Fingerprint.of(object.key()));
    }

    /** How many of them are no more bytes than that; at least one. */
    private static int within(List<Found> due, long bytes) {
        long sum = 0;
        for (int i = 0; i < due.size(); i++) {
            sum += due.get(i).object().size();
            if (sum > bytes && i > 0) {
                return i;
            }
        }
        return due.size();
    }
}
