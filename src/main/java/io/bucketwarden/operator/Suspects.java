package io.bucketwarden.operator;

import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.operator.changes.Touches;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Of the changes of each bucket's policy document by others, the newest: what an earlier one wrote was replaced by it, whatever
 * we did. It is kept with the document until the look that it causes is over, and its time for longer, since events come in
 * any order.
 */
final class Suspects {

    /** Each with a document of 20 KiB at most; one for each bucket that may wait for a look. */
    static final int MOST = Touches.ROOM;

    static final int TIMES = 50_000;

    private final LinkedHashMap<BucketId, Suspect> waiting = new LinkedHashMap<>();
    private final LinkedHashMap<BucketId, Instant> newest = new LinkedHashMap<>();

    /** Of several within one second, which is all that events tell, the one that comes last counts as the newest. */
    synchronized void add(Collection<BucketId> buckets, ChangeEvent event) {
        var known = new Suspect.Known();
        for (var bucket : buckets) {
            if (!newest.getOrDefault(bucket, Instant.MIN).isAfter(event.time())) {
                newest.putLast(bucket, event.time());
                waiting.putLast(bucket, new Suspect(event, known));
            }
        }
        while (waiting.size() > MOST) {
            waiting.pollFirstEntry();
        }
        while (newest.size() > TIMES) {
            newest.pollFirstEntry();
        }
    }

    /** The newest change of the bucket's document, if it is one of these. */
    synchronized Optional<Suspect> among(List<ChangeEvent> events, BucketId bucket) {
        return Optional.ofNullable(waiting.get(bucket))
                .filter(suspect -> events.stream()
                        .anyMatch(event -> event.id().equals(suspect.event().id())));
    }

    /** The same, for the last time. */
    synchronized Optional<Suspect> takeAmong(List<ChangeEvent> events, BucketId bucket) {
        var suspect = among(events, bucket);
        suspect.ifPresent(it -> waiting.remove(bucket));
        return suspect;
    }

    /** The bucket is nobody's business any more. */
    synchronized void forget(BucketId bucket) {
        waiting.remove(bucket);
        newest.remove(bucket);
    }
}
