package io.bucketwarden.operator;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.posture.Readings;
import io.bucketwarden.posture.Touched;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the last look at a bucket read, by each way in, so that a look at what has changed since reads only that. Of more
 * buckets than there is room for, those are forgotten which were looked at longest ago; they are then read in full.
 */
final class Recollections {

    /** A few KiB for each, and a quarter of the heap for all of them at most. */
    static final int BUCKETS = Math.clamp(Runtime.getRuntime().maxMemory() / 4 / (8 * 1024), 500, 20_000);

    private final Map<BucketId, Map<GrantedAccount, Readings>> known = new LinkedHashMap<>();

    private final boolean always;

    /** @param always whether changes are heard of at any time; else only what is verified soon is remembered */
    Recollections(boolean always) {
        this.always = always;
    }

    synchronized Readings of(BucketId bucket, GrantedAccount access) {
        return known.getOrDefault(bucket, Map.of()).getOrDefault(access, Readings.NONE);
    }

    /** @param soon whether the next look comes soon, and for what has changed alone */
    synchronized void keep(BucketId bucket, GrantedAccount access, Readings read, boolean soon) {
        if (!always && !soon) {
            known.remove(bucket);
            return;
        }
        var earlier = known.remove(bucket);
        var all = earlier == null ? new HashMap<GrantedAccount, Readings>(2) : earlier;
        all.put(access, read);
        known.put(bucket, all);
        if (known.size() > BUCKETS) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** What has changed of a bucket is known no more, by whatever way in. */
    synchronized void drop(BucketId bucket, Touched touched) {
        var all = known.get(bucket);
        if (all != null) {
            all.replaceAll((access, readings) -> readings.without(touched));
        }
    }

    synchronized void forget(BucketId bucket) {
        known.remove(bucket);
    }

    synchronized int size() {
        return known.size();
    }
}
