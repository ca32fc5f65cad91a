package io.bucketwarden.operator;

import io.bucketwarden.fleet.Asked;
import io.bucketwarden.fleet.Assignment;
import io.bucketwarden.fleet.BucketId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the writes to each bucket fared. What is asked anew, by an edit or a request of a person, gets a fresh try. */
final class Convergences {

    /** @param asked by facet, what is asked by the policy that governs it */
    private record Track(Map<String, Asked> asked, Convergence convergence) {}

    private final Duration verifyDelay;
    private final Map<BucketId, Track> tracks = new HashMap<>();

    /** @param verifyDelay from a write to when it should be seen to hold */
    Convergences(Duration verifyDelay) {
        this.verifyDelay = verifyDelay;
    }

    /** @param interval the time between two full checks of the bucket */
    synchronized Convergence of(Assignment assignment, Duration interval) {
        var asked = assignment.askedByFacet();
        var track = tracks.get(assignment.bucket());
        if (track == null || !track.asked().equals(asked)) {
            track = anew(track, asked);
            tracks.put(assignment.bucket(), track);
        }
        track.convergence().checkedEvery(interval);
        return track.convergence();
    }

    /** What one policy asks anew must not set free a facet over which another one fights. */
    private Track anew(@Nullable Track before, Map<String, Asked> asked) {
        if (before == null) {
            return new Track(asked, new Convergence(verifyDelay));
        }
        before.asked().forEach((facet, by) -> {
            if (!by.equals(asked.get(facet))) {
                before.convergence().forget(facet);
            }
            if (by.isAnotherThan(asked.get(facet))) {
                before.convergence().wentOutOfForce(facet);
            }
        });
        return new Track(asked, before.convergence());
    }

    /** The bucket is nobody's business any more. */
    synchronized void forget(BucketId bucket) {
        tracks.remove(bucket);
    }

    synchronized int size() {
        return tracks.size();
    }
}
