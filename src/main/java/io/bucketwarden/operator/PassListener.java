package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.operator.status.Remediation;
import java.time.Duration;
import java.util.List;

/** Hears of what happens to buckets, for metrics. */
@FunctionalInterface
public interface PassListener {

    PassListener NONE = (policies, reads, remediations) -> {};

    /**
     * One look at one bucket has ended.
     *
     * @param policies those that have a say over the bucket
     */
    void passed(List<S3BucketPolicy> policies, int reads, List<Remediation> remediations);

    /** What became of a message of a queue, as a metric label. */
    default void heard(String result) {}

    /** A call was made as the operator, but not by it. */
    default void impersonated() {}

    /** Somebody else's change of a policy document did not last, or may not have, since we wrote it at the same time. */
    default void policyUpdateLost() {}

    /**
     * A bucket that was open to the public is closed, which a read has shown.
     *
     * @param byEvent whether it counts from the event of the call that opened it; else from when it was found
     */
    default void exposureClosed(Duration window, boolean byEvent) {}
}
