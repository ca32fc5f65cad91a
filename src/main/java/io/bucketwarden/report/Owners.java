package io.bucketwarden.report;

import io.bucketwarden.api.S3BucketPolicy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose buckets are, as far as any policy tells: a policy that does not tell it means the same bucket. */
record Owners(Map<String, Set<String>> accounts) {

    static Owners of(List<S3BucketPolicy> policies) {
        var accounts = new HashMap<String, Set<String>>();
        for (var policy : policies) {
            var spec = policy.getSpec();
            if (spec != null) {
                add(accounts, spec.bucketName(), spec.accountId());
            }
            if (policy.getStatus() != null) {
                policy.getStatus().buckets().forEach(bucket -> add(accounts, bucket.name(), bucket.accountId()));
            }
        }
        return new Owners(accounts);
    }

    /** The account of a bucket; empty where nobody tells, or two are told. */
    String of(String bucket) {
        var told = accounts.getOrDefault(bucket, Set.of());
        return told.size() == 1 ? told.iterator().next() : "";
    }

    private static void add(Map<String, Set<String>> accounts, @Nullable String bucket, @Nullable String account) {
        if (bucket != null && account != null) {
            accounts.computeIfAbsent(bucket, _ -> new HashSet<>()).add(account);
        }
    }
}
