package io.bucketwarden.operator.records;

import io.bucketwarden.api.Reason;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.undo.Kept;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Records that can be out of order, and of which a process that has just started knows nothing. */
public final class InMemoryRecords implements Records {

    private final Map<BucketId, Map<String, Kept>> kept = new HashMap<>();
    private final Set<BucketId> known = new HashSet<>();
    public boolean down;
    public int questions;

    @Override
    public Knowledge known(BucketId bucket, String facet) {
        if (!known.contains(bucket)) {
            return Knowledge.NotAsked;
        }
        var entry = kept.getOrDefault(bucket, Map.of()).get(facet);
        return entry == null ? Knowledge.NothingKept : entry.reverted() == null ? Knowledge.Kept : Knowledge.PutBack;
    }

    @Override
    public void recall(BucketId bucket) {
        answer(bucket);
    }

    @Override
    public Map<String, Kept> of(BucketId bucket) {
        answer(bucket);
        return Map.copyOf(kept.getOrDefault(bucket, Map.of()));
    }

    @Override
    public void add(BucketId bucket, Map<String, Kept> entries) {
        answer(bucket);
        entries.forEach(kept.computeIfAbsent(bucket, b -> new HashMap<>())::putIfAbsent);
    }

    @Override
    public void mark(BucketId bucket, Map<String, Kept.Reverted> marks) {
        answer(bucket);
        kept.getOrDefault(bucket, Map.of())
                .replaceAll((facet, entry) ->
                        marks.containsKey(facet) && entry.reverted() == null ? entry.with(marks.get(facet)) : entry);
    }

    @Override
    public void unmark(BucketId bucket, Set<String> facets) {
        answer(bucket);
        kept.getOrDefault(bucket, Map.of())
                .replaceAll((facet, entry) -> facets.contains(facet) ? entry.with(null) : entry);
    }

    @Override
    public void forget(BucketId bucket) {
        known.remove(bucket);
    }

    private void answer(BucketId bucket) {
        questions++;
        if (down) {
            throw new CallFailed(Reason.CheckFailed, "the store is down");
        }
        known.add(bucket);
    }
}
