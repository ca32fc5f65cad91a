package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The memory of each policy, by its UID, so that one made anew under an old name starts afresh. */
final class Memories {

    private static final int SPARE = 100;

    private final Map<String, Memory> byUid = new ConcurrentHashMap<>();
    private final Supplier<Stream<S3BucketPolicy>> living;
    private int limit = SPARE;

    /** @param living every policy that there is now */
    Memories(Supplier<Stream<S3BucketPolicy>> living) {
        this.living = living;
    }

    Memory of(S3BucketPolicy policy) {
        var memory = byUid.computeIfAbsent(policy.getMetadata().getUid(), uid -> new Memory());
        if (byUid.size() > limit) {
            forgetTheGone();
        }
        return memory;
    }

    int size() {
        return byUid.size();
    }

    /** Nobody tells a reconciler without a finalizer of a deletion, so the gone are dropped whenever many have come. */
    private synchronized void forgetTheGone() {
        if (byUid.size() > limit) {
            var uids = living.get().map(policy -> policy.getMetadata().getUid()).collect(Collectors.toSet());
            byUid.keySet().retainAll(uids);
            limit = 2 * byUid.size() + SPARE;
        }
    }
}
