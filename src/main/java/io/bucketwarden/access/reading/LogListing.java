package io.bucketwarden.access.reading;

import io.bucketwarden.access.reading.LogLayout.Place;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the objects of a log that are to be read.
 *
 * <p>They are given in the order in which they were written. So when some must wait, or not all that were read can be
 * remembered, a moment of writing divides what was read from what was not, whatever times the keys tell.
 */
public final class LogListing {

    private final LogStore store;
    private final LogLayout layout;

    public LogListing(LogStore store, LogLayout layout) {
        this.store = store;
        this.layout = layout;
    }

    /**
     * A look at what is due now. A near one lists only around the newest, and so costs little. A far one lists all that may
     * still come: it finds what is late, and lets the cursor forget. Until one has found everything read, every look is a far
     * one.
     *
     * @param now by the clock of this machine
     */
    public Looking look(Cursor cursor, Instant now, boolean far, Limits limits) {
        return new Looking(cursor, layout, now, far, limits);
    }

    /**
     * The same, at once and to its end.
     *
     * @throws RuntimeException what the store throws that cannot be listed
     */
    public Due due(Cursor cursor, Instant now, boolean far, Limits limits) {
        var look = look(cursor, now, far, limits);
        while (!look.goOn(store, Integer.MAX_VALUE)) {
            // It goes on.
        }
        return look.due();
    }

    /**
     * Objects that may hold requests from the one moment to before the other, in the order of the listing.
     *
     * @throws RuntimeException also from the iterator, what the store throws that cannot be listed
     */
    public Iterator<LogObject> between(Instant from, Instant until) {
        return new Between(places(from, until).iterator(), holding(from, until));
    }

    /** The way along the same objects, and others among them. */
    public Walk walk(Instant from, Instant until) {
        return new Walk(places(from, until));
    }

    /** Tells of an object whether it may hold requests from the one moment to before the other. */
    public Predicate<LogObject> holding(Instant from, Instant until) {
        var least = layout.from(from);
        var end = until.plus(layout.delay());
        return object -> object.size() > 0
                && layout.time(object.key())
                        .filter(time -> time.equals(LogLayout.UNTOLD) || (!time.isBefore(least) && time.isBefore(end)))
                        .isPresent();
    }

    private List<Place> places(Instant from, Instant until) {
        return layout.places(layout.from(from), until.plus(layout.delay()));
    }

    /** Tells of an object whether it was read before: those that are due are not. */
    public Predicate<LogObject> readBefore(Cursor cursor) {
        var read = cursor.fingerprints();
        var low = layout.from(cursor.low());
        return object ->
                layout.time(object.key()).filter(time -> time.isBefore(low)).isPresent()
                        || cursor.hasRead(object, read);
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
}
