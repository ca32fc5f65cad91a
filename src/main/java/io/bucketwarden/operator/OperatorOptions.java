package io.bucketwarden.operator;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the Kubernetes side runs.
 *
 * @param concurrency looks at the same time in one account
 * @param intervalFloor no policy is checked more often
 * @param verifyDelay from a write to the look that confirms it
 * @param namespaces watched; empty for all
 * @param requireGrants whether a policy governs nothing that no S3BucketGrant allows
 * @param backstop the longest time between two full checks while a queue of changes cannot be read; null when there is
 *     no queue
 * @param recordNamespace where is kept what buckets were before the first write; null for that of the pod or the kubeconfig
 * @param lease set when several replicas elect a leader
 */
public record OperatorOptions(
        int concurrency,
        Duration intervalFloor,
        Duration verifyDelay,
        Set<String> namespaces,
        boolean requireGrants,
        @Nullable Duration backstop,
        @Nullable String recordNamespace,
        @Nullable Lease lease) {

    /** Between two full checks while changes are not heard of; no policy is checked more often than the floor allows. */
    Duration longest() {
        return backstop == null || backstop.compareTo(intervalFloor) < 0 ? intervalFloor : backstop;
    }

    /** Where the leader is recorded, and as whom we run for it. */
    public record Lease(String namespace, String name, String identity) {}
}
