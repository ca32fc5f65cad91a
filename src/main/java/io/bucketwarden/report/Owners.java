package io.bucketwarden.report;

import io.bucketwarden.api.S3BucketPolicy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose buckets are, as far as any policy with a say tells: a policy that does not tell it means the same bucket.
 *
 * @param found accounts under which buckets are listed; these alone decide where there are any
 * @param declared accounts that are only believed
 */
record Owners(Map<String, Set<String>> found, Map<String, Set<String>> declared) {

    static Owners of(List<S3BucketPolicy> policies) {
        var found = new HashMap<String, Set<String>>();
        var declared = new HashMap<String, Set<String>>();
        for (var policy : policies) {
            var say = new Say(policy);
            var spec = policy.getSpec();
            if (spec != null) {
                add(declared, spec.bucketName(), say.declaredAccount());
            }
            if (policy.getStatus() != null) {
                policy.getStatus().buckets().forEach(bucket -> add(found, bucket.name(), say.foundAccount(bucket)));
            }
        }
        return new Owners(found, declared);
    }

    /**
     * The account of a bucket; empty where nobody tells, or two are told.
     *
     * @param policy one that names the bucket without listing its account: of two that are told, it means its own; null
     *     while it was not read
     */
    String of(String bucket, @Nullable S3BucketPolicy policy) {
        var own = policy == null ? null : new Say(policy).declaredAccount();
        var told = found.getOrDefault(bucket, Set.of());
        if (own != null && (told.isEmpty() || told.contains(own))) {
            return own;
        }
        var all = told.isEmpty() ? declared.getOrDefault(bucket, Set.of()) : told;
        return all.size() == 1 ? all.iterator().next() : "";
    }

    private static void add(Map<String, Set<String>> accounts, @Nullable String bucket, @Nullable String account) {
        if (bucket != null && account != null) {
            accounts.computeIfAbsent(bucket, _ -> new HashSet<>()).add(account);
        }
    }
}
