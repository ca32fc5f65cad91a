package io.bucketwarden.operator.records;

import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.undo.Kept;
import java.util.Map;
import java.util.Set;

/** What buckets were before the operator first wrote them: by bucket and facet, where it outlives the process. */
public interface Records {

    /** What this process knows of one facet without asking anybody. */
    enum Knowledge {
        /** Nobody was asked yet. */
        NotAsked,
        NothingKept,
        Kept,
        /** It is kept, and marked as put back. */
        PutBack
    }

    Knowledge known(BucketId bucket, String facet);

    /**
     * Asks, so that all facets of the bucket are known.
     *
     * @throws CallFailed when there is no answer
     */
    void recall(BucketId bucket);

    /**
     * What is kept, by facet.
     *
     * @throws CallFailed when it cannot be read
     */
    Map<String, Kept> of(BucketId bucket);

    /**
     * Keeps what is not kept yet; what is stays as it is.
     *
     * @throws CallFailed when not all of it is kept now
     */
    void add(BucketId bucket, Map<String, Kept> entries);

    /**
     * Marks facets of which something is kept as put back; those that are marked stay as they are.
     *
     * @throws CallFailed when not all of them are marked now
     */
    void mark(BucketId bucket, Map<String, Kept.Reverted> marks);

    /**
     * Takes the mark from facets that are about to be written again.
     *
     * @throws CallFailed when one of them may have it still
     */
    void unmark(BucketId bucket, Set<String> facets);

    /** The bucket is nobody's business any more; what is kept of it stays. */
    void forget(BucketId bucket);
}
