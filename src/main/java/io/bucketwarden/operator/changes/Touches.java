package io.bucketwarden.operator.changes;

import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.posture.Touched;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has changed of each bucket since it was last looked at, and by whom. However much comes, it stays small. */
public final class Touches {

    /** Buckets that may wait for a look before no more is taken from the queues. */
    public static final int ROOM = 1_000;

    /** The latest events of one bucket that are kept for the next look to be explained with. */
    public static final int EVENTS = 20;

    /** What the next look at a bucket has to read anew, and what it may be explained with. */
    public record Touch(Touched touched, List<ChangeEvent> events) {
        public static final Touch NONE = new Touch(Touched.NOTHING, List.of());
        public static final Touch EVERYTHING = new Touch(Touched.EVERYTHING, List.of());

        private boolean isStale() {
            return !touched.equals(Touched.NOTHING);
        }

        public Touch and(Touch other) {
            var all = new ArrayList<>(events);
            all.addAll(other.events);
            all.sort(Comparator.comparing(ChangeEvent::time));
            return new Touch(
                    touched.and(other.touched), List.copyOf(all.subList(Math.max(0, all.size() - EVENTS), all.size())));
        }
    }

    private final Map<BucketId, Touch> touches = new HashMap<>();
    private int stale;

    public synchronized void add(BucketId bucket, Touch touch) {
        if (!touch.equals(Touch.NONE)) {
            var earlier = take(bucket);
            var both = earlier.and(touch);
            touches.put(bucket, both);
            stale += both.isStale() ? 1 : 0;
        }
    }

    /** All of it since this was last asked. */
    public synchronized Touch take(BucketId bucket) {
        var touch = touches.remove(bucket);
        if (touch == null) {
            return Touch.NONE;
        }
        stale -= touch.isStale() ? 1 : 0;
        return touch;
    }

    /** The bucket is nobody's business any more. */
    public synchronized void forget(BucketId bucket) {
        take(bucket);
    }

    /** How many buckets are to be read anew for what has changed. */
    public synchronized int size() {
        return stale;
    }
}
