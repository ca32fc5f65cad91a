package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import java.util.List;

/** Hears of every pass over a bucket, for metrics. */
@FunctionalInterface
public interface PassListener {

    PassListener NONE = (policies, reads, remediations) -> {};

    /** One write for one facet; {@code result} is {@code written}, {@code refused} or {@code halted}. */
    record Remediation(String facet, String result) {}

    /**
     * One look at one bucket has ended.
     *
     * @param policies those that have a say over the bucket
     */
    void passed(List<S3BucketPolicy> policies, int reads, List<Remediation> remediations);
}
