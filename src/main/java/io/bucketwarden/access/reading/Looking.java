package io.bucketwarden.access.reading;

import io.bucketwarden.access.reading.Due.Found;
import io.bucketwarden.access.reading.Due.Look;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A look at a log that may take several turns. What is due is known only at its end, since what was written first may be
 * listed last; so before that it tells nothing.
 */
public final class Looking {

    private static final Comparator<Found> WRITTEN_FIRST = Comparator.comparing(
                    (Found found) -> found.object().modified())
            .thenComparing(found -> found.object().key());

    private final Cursor cursor;
    private final LogLayout layout;
    private final Limits limits;
    private final Instant at;
    private final boolean full;
    private final Instant low;
    private final Walk walk;
    private final PriorityQueue<Found> first = new PriorityQueue<>(WRITTEN_FIRST.reversed());
    private Instant latest = Instant.EPOCH;
    private boolean more;
    private boolean ended;

    Looking(Cursor cursor, LogLayout layout, Instant at, boolean far, Limits limits) {
        this.cursor = cursor;
        this.layout = layout;
        this.limits = limits;
        this.at = at;
        this.full = far || !cursor.isCaughtUp();
        this.low = layout.from(cursor.low());
        var near = layout.near(cursor.newest(), at);
        this.walk = new Walk(layout.places(full || near.isBefore(low) ? low : near, KeyTime.END));
    }

    /**
     * Goes on from where it was.
     *
     * @param keys the most that are listed now
     * @return whether it is at its end
     * @throws RuntimeException what the store throws that cannot be listed
     */
    public boolean goOn(LogStore store, int keys) {
        var read = cursor.fingerprints();
        ended = ended
                || walk.goOn(store, keys, object -> {
                    var time = layout.time(object.key());
                    if (time.isEmpty() || object.size() == 0) {
                        return true;
                    }
                    latest = object.modified().isAfter(latest) ? object.modified() : latest;
                    if (!time.get().isBefore(low) && !cursor.hasRead(object, read)) {
                        first.add(new Found(object, time.get()));
                        if (first.size() > limits.objects()) {
                            first.remove();
                            more = true;
                        }
                    }
                    return true;
                });
        return ended;
    }

    /** Whether it is one of this log as it was read until then. */
    public boolean isOf(Cursor readUntil, LogLayout log) {
        return layout.isSame(log) && cursor.equals(readUntil);
    }

    /** When it began: what was written since may have been passed by. */
    public Instant at() {
        return at;
    }

    /** How many keys were listed until now. */
    public long listed() {
        return walk.listed();
    }

    /** What is due. Only at its end. */
    public Due due() {
        if (!ended) {
            throw new IllegalStateException("the look is not at its end");
        }
        var due = new ArrayList<>(first);
        due.sort(WRITTEN_FIRST);
        int within = within(due, limits.bytes());
        return new Due(cursor, layout, due.subList(0, within), new Look(at, full, more || within < due.size(), latest));
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
