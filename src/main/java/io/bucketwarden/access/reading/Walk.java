package io.bucketwarden.access.reading;

import io.bucketwarden.access.reading.LogLayout.Place;
import java.util.List;
import java.util.function.Predicate;

/**
 * A way along the keys of a log, as many at a time as one is allowed, and on from there: so whoever fills a bucket keeps
 * nobody else waiting. What is written behind it meanwhile is not found.
 */
public final class Walk {

    private final List<Place> places;
    private int place;
    private String last = "";
    private long listed;

    Walk(List<Place> places) {
        this.places = List.copyOf(places);
    }

    /**
     * Goes on.
     *
     * @param keys the most that are listed
     * @param wants is given each object, and says whether it wants another one now
     * @return whether it is at the end
     * @throws RuntimeException what the store throws that cannot be listed; it can go on from there later
     */
    public boolean goOn(LogStore store, int keys, Predicate<LogObject> wants) {
        int left = keys;
        while (place < places.size()) {
            var here = places.get(place);
            var listed = store.list(here.prefix(), last.isEmpty() ? here.startAfter() : last);
            while (left > 0 && listed.hasNext()) {
                var object = listed.next();
                if (object.key().compareTo(here.end()) >= 0) {
                    break;
                }
                left--;
                this.listed++;
                last = object.key();
                if (!wants.test(object)) {
                    return false;
                }
            }
            if (left == 0) {
                return false;
            }
            place++;
            last = "";
        }
        return true;
    }

    /** How many keys it has come along. */
    public long listed() {
        return listed;
    }
}
