package io.bucketwarden.operator.status;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;

/** What a status says, as tests ask for it. */
public final class Said {

    private Said() {}

    /** The status of a condition and its reason; empty where there is none. */
    public static String reason(S3BucketPolicyStatus status, Condition.Type type) {
        return status.condition(type).map(c -> c.status() + "/" + c.reason()).orElse("");
    }

    /** A facet of the first bucket. */
    public static FacetStatus facet(S3BucketPolicyStatus status, String name) {
        return status.buckets().getFirst().facet(name).orElseThrow();
    }
}
