package io.bucketwarden.operator;

import io.bucketwarden.api.Reason;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.undo.Kept;
import java.util.HashMap;
import java.util.Map;

/** Records that outlive nothing, and that can be out of order. */
final class InMemoryRecords implements Records {

    private final Map<BucketId, Map<String, Kept>> kept = new HashMap<>();
    boolean down;

    @Override
    public boolean hold(BucketId bucket, String facet) {
        return kept.getOrDefault(bucket, Map.of()).containsKey(facet);
    }

    @Override
    public Map<String, Kept> of(BucketId bucket) {
        answer();
        return kept.getOrDefault(bucket, Map.of());
    }

    @Override
    public void add(BucketId bucket, Map<String, Kept> entries) {
        answer();
        entries.forEach(kept.computeIfAbsent(bucket, b -> new HashMap<>())::putIfAbsent);
    }

    @Override
    public void forget(BucketId bucket) {}

    private void answer() {
        if (down) {
            throw new CallFailed(Reason.CheckFailed, "the store is down");
        }
    }
}
