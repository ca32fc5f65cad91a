package io.bucketwarden.operator;

import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.undo.Kept;
import java.util.Map;

/** What buckets were before the operator first wrote them: by bucket and facet, where it outlives the process. */
interface Records {

    /** Whether something is known to be kept for the facet; asks nobody. */
    boolean hold(BucketId bucket, String facet);

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

    /** The bucket is nobody's business any more; what is kept of it stays. */
    void forget(BucketId bucket);
}
