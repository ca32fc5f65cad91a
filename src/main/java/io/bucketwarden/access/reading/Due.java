package io.bucketwarden.access.reading;

import io.bucketwarden.access.reading.Cursor.Bounds;
import io.bucketwarden.access.reading.Cursor.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** What one look at a log found to be read, what was written first before the rest. */
public final class Due {

    /** An object, and the time that its key tells. */
    record Found(LogObject object, Instant time) {}

    /**
     * What a look saw beside.
     *
     * @param full whether it looked at everything that may still be listed
     * @param more whether there is more to be read than it gives
     * @param latest when the last of all was written
     */
    record Look(Instant at, boolean full, boolean more, Instant latest) {}

    private final Cursor cursor;
    private final LogLayout layout;
    private final List<Found> found;
    private final Look look;

    Due(Cursor cursor, LogLayout layout, List<Found> found, Look look) {
        this.cursor = cursor;
        this.layout = layout;
        this.found = List.copyOf(found);
        this.look = look;
    }

    public List<LogObject> objects() {
        return found.stream().map(Found::object).toList();
    }

    /** Whether more is known to be due than this, so that the next look should not wait. */
    public boolean more() {
        return look.more();
    }

    /** Whether the look was at everything that may still be listed. */
    public boolean full() {
        return look.full();
    }

    /**
     * The cursor after these of the objects were read to their end, or turned out to be gone or never to be readable. The
     * others are due again.
     */
    public Cursor after(Collection<LogObject> read) {
        var done = new HashSet<>(read);
        var entries = new ArrayList<>(cursor.entries());
        long newest = cursor.bounds().newest();
        long settled = cursor.bounds().settled();
        boolean unbroken = look.full();
        for (var one : found) {
            if (!done.contains(one.object())) {
                unbroken = false;
                continue;
            }
            entries.add(Entry.of(one.object(), one.time()));
            if (!one.time().isAfter(look.at())) {
                newest = Math.max(newest, one.time().getEpochSecond());
            }
            if (unbroken) {
                settled = Math.max(settled, seen(one.object().modified()));
            }
        }
        boolean whole = unbroken && !look.more();
        var bounds = new Bounds(
                whole ? low(newest) : cursor.bounds().low(),
                newest,
                whole ? Math.max(settled, seen(look.latest())) : settled,
                cursor.bounds().floor(),
                cursor.bounds().narrowed(),
                look.full() ? !look.more() : cursor.isCaughtUp());
        return Cursor.of(bounds, entries);
    }

    /** A look that takes long may have passed by what was written since it began. */
    private long seen(Instant written) {
        return Math.min(written.getEpochSecond(), look.at().getEpochSecond());
    }

    /** By the clock of the log where that is behind ours, so that ours, if it is wrong, makes nothing too old. */
    private long low(long newest) {
        long latest = Math.min(newest, look.at().getEpochSecond());
        var low = Instant.ofEpochSecond(latest).minus(layout.lateness());
        return Math.max(cursor.bounds().low(), layout.from(low).getEpochSecond());
    }
}
