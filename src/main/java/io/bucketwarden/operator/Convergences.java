package io.bucketwarden.operator;

import io.bucketwarden.fleet.Assignment;
import io.bucketwarden.fleet.BucketId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How the writes to each bucket fared. What is asked anew, by an edit or a request of a person, gets a fresh try. */
final class Convergences {

    private static final int SPARE = 100;

    private record Track(String asked, Convergence convergence) {}

    private final Fleet fleet;
    private final Map<BucketId, Track> tracks = new HashMap<>();
    private int limit = SPARE;

    /** @param fleet tells which buckets are still governed */
    Convergences(Fleet fleet) {
        this.fleet = fleet;
    }

    /** @param interval the time between two full checks of the bucket */
    synchronized Convergence of(Assignment assignment, Duration interval) {
        var track = tracks.get(assignment.bucket());
        if (track == null || !track.asked().equals(assignment.governing())) {
            var convergence = track == null ? new Convergence() : track.convergence();
            convergence.forget();
            track = new Track(assignment.governing(), convergence);
            tracks.put(assignment.bucket(), track);
            forgetTheGone();
        }
        track.convergence().checkedEvery(interval);
        return track.convergence();
    }

    private void forgetTheGone() {
        if (tracks.size() > limit) {
            tracks.keySet().removeIf(bucket -> fleet.assignment(bucket).isEmpty());
            limit = 2 * tracks.size() + SPARE;
        }
    }
}
