package io.bucketwarden.report;

import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings together what policies and accesses say of the same bucket. */
final class Gathering {

    /** A bucket by account and name; the account is empty where no policy tells it. */
    private record Id(String account, String name) {}

    /** By namespace and name. */
    private final Map<String, S3BucketPolicy> policies = new LinkedHashMap<>();

    private final Map<Id, BucketGathering> buckets = new LinkedHashMap<>();
    private final Owners owners;
    private final boolean withUse;

    /** @param withUse whether it is told as missing where nothing is known of who uses a bucket */
    Gathering(List<S3BucketPolicy> policies, List<S3BucketAccess> accesses, boolean withUse) {
        this.withUse = withUse;
        policies.forEach(policy -> this.policies.put(name(policy), policy));
        this.owners = Owners.of(policies);
        // Under which account a policy lists a bucket, for what is said of its use.
        var listed = new HashMap<String, Id>();
        for (var policy : policies) {
            if (policy.getStatus() != null) {
                policy.getStatus().buckets().forEach(bucket -> {
                    var id = id(policy, bucket);
                    listed.put(name(policy) + "/" + bucket.name(), id);
                    at(id).add(policy, bucket);
                });
            }
            silent(policy);
        }
        accesses.forEach(access -> add(access, listed));
    }

    List<BucketFacts> buckets() {
        return buckets.values().stream().map(BucketGathering::facts).toList();
    }

    static String name(S3BucketPolicy policy) {
        return name(policy.getMetadata().getNamespace(), policy.getMetadata().getName());
    }

    private static String name(@Nullable String namespace, @Nullable String name) {
        return Objects.requireNonNullElse(namespace, "default") + "/" + Objects.requireNonNullElse(name, "?");
    }

    /** A bucket that a policy names is there to be known, also while nothing is said of it. */
    private void silent(S3BucketPolicy policy) {
        var spec = policy.getSpec();
        var named = spec == null ? null : spec.bucketName();
        var status = policy.getStatus();
        if (spec != null
                && named != null
                && (status == null
                        || status.buckets().stream().noneMatch(it -> it.name().equals(named)))) {
            var bucket = at(id(policy, named));
            new Say(policy).leftOut().ifPresentOrElse(bucket::leave, () -> bucket.silent(name(policy)));
        }
    }

    private void add(S3BucketAccess access, Map<String, Id> listed) {
        var spec = access.getSpec();
        if (spec == null || spec.bucket() == null) {
            return;
        }
        var policyName = name(access.getMetadata().getNamespace(), spec.policy());
        var policy = policies.get(policyName);
        var id = listed.get(policyName + "/" + spec.bucket());
        if (id == null) {
            id = id(policy, spec.bucket());
            var bucket = at(id);
            Optional.ofNullable(policy)
                    .flatMap(one -> new Say(one).leftOut())
                    .ifPresentOrElse(bucket::leave, () -> bucket.unlisted(policyName, policy != null));
        }
        at(id).add(new UseFacts(
                policyName,
                Objects.requireNonNullElse(access.getStatus(), S3BucketAccessStatus.NONE),
                spec.effectiveAcknowledged(),
                policy != null && new Say(policy).isLeftToOthers()));
    }

    private Id id(S3BucketPolicy policy, BucketStatus bucket) {
        var found = new Say(policy).foundAccount(bucket);
        return found == null ? id(policy, bucket.name()) : new Id(found, bucket.name());
    }

    private Id id(@Nullable S3BucketPolicy policy, String bucket) {
        return new Id(owners.of(bucket, policy), bucket);
    }

    private BucketGathering at(Id id) {
        return buckets.computeIfAbsent(
                id, it -> new BucketGathering(it.name(), it.account().isEmpty() ? null : it.account(), withUse));
    }
}
