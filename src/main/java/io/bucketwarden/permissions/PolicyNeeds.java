package io.bucketwarden.permissions;

import io.bucketwarden.access.reading.TrailKeys;
import io.bucketwarden.api.AccessTracking;
import io.bucketwarden.api.BucketSelector;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.posture.LogTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one {@code S3BucketPolicy} needs to be allowed. */
public final class PolicyNeeds {

    private static final String ALL = "*";

    private final String name;
    private final S3BucketPolicySpec spec;
    private final String partition;
    private final List<Permission> permissions = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private PolicyNeeds(String name, S3BucketPolicySpec spec, String partition) {
        this.name = name;
        this.spec = spec;
        this.partition = partition;
    }

    /** Every facet on every bucket, and selection of them by whatever means. */
    public static Needs ofAllFacets(Mode mode, String partition) {
        var permissions = new ArrayList<>(FacetActions.ofAll().on(List.of(Arns.bucket(partition, ALL)), mode));
        permissions.add(listing());
        return Needs.of(permissions);
    }

    /**
     * What the policy needs.
     *
     * @param name of the policy, for remarks
     * @param spec one that can be acted upon
     */
    public static Needs of(String name, S3BucketPolicySpec spec, Mode mode, String partition) {
        var needs = new PolicyNeeds(name, spec, partition);
        needs.gather(mode, Objects.requireNonNull(spec.posture()));
        return new Needs(needs.permissions, needs.remarks);
    }

    /** To find the buckets of an account. */
    static Permission listing() {
        return new Permission(Purpose.ACCOUNT, "s3:ListAllMyBuckets", ALL);
    }

    private void gather(Mode mode, Posture posture) {
        var buckets = buckets();
        permissions.addAll(FacetActions.of(posture).on(buckets, mode));
        permissions.addAll(FacetActions.onLogTarget(partition, posture));
        if (spec.bucketSelector() != null) {
            permissions.add(listing());
            if (spec.bucketSelector().tags() != null) {
                buckets.forEach(
                        bucket -> permissions.add(new Permission(Purpose.READ, FacetActions.READ_TAGS, bucket)));
            }
        }
        if (spec.accessTracking() != null) {
            track(spec.accessTracking(), posture.logging(), buckets);
        }
    }

    private List<String> buckets() {
        if (spec.bucketName() != null) {
            return List.of(Arns.bucket(partition, spec.bucketName()));
        }
        var selector = Objects.requireNonNull(spec.bucketSelector());
        remark(selector);
        var including = Objects.requireNonNullElse(selector.namePatterns(), List.<String>of()).stream()
                .filter(pattern -> !pattern.startsWith("!"))
                .toList();
        return (including.isEmpty() ? List.of(ALL) : including)
                .stream().map(pattern -> Arns.bucket(partition, pattern)).toList();
    }

    /** Resource tells only what a name may be. */
    private void remark(BucketSelector selector) {
        var unsaid = new ArrayList<String>();
        if (selector.namePatterns() != null) {
            selector.namePatterns().stream().filter(it -> it.startsWith("!")).forEach(unsaid::add);
        }
        if (selector.tags() != null) {
            unsaid.add("tags");
        }
        if (selector.regions() != null) {
            unsaid.add("regions");
        }
        if (!unsaid.isEmpty()) {
            remarks.add(name + ": Resource cannot say " + String.join(", ", unsaid)
                    + " of bucketSelector, so it names more buckets than the policy governs.");
        }
    }

    private void track(AccessTracking tracking, Posture.@Nullable Logging logging, List<String> buckets) {
        switch (tracking.effectiveSource()) {
            case ServerAccessLogs -> {
                buckets.forEach(bucket -> permissions.add(new Permission(Purpose.READ, LogTarget.LOGGING, bucket)));
                if (logging != null && logging.targetBucket() != null) {
                    if (logging.targetPrefix() == null) {
                        remarks.add(name + ": posture.logging.targetPrefix is not declared, so all objects of "
                                + logging.targetBucket() + " may be read.");
                    }
                    logs(logging.targetBucket(), Objects.requireNonNullElse(logging.targetPrefix(), ""));
                }
            }
            case CloudTrailLogs -> {
                var trail = Objects.requireNonNull(tracking.cloudTrail());
                var bucket = Objects.requireNonNull(trail.bucket());
                permissions.addAll(LogNeeds.of(Arns.bucket(partition, bucket), trailFiles(bucket, trail.prefix())));
                remarks.add(name + ": where the trail encrypts its files with a key of KMS, --kms-key has to name it.");
            }
            case CloudTrailEvents ->
                remarks.add(name + ": who uses the buckets is heard through the queue that --queue names.");
        }
    }

    /** Below AWSLogs lie the files of other services, too; an organisation's trail has its id before the account. */
    private String trailFiles(String bucket, @Nullable String prefix) {
        var start = TrailKeys.start(Objects.requireNonNullElse(prefix, ""));
        var account = Objects.requireNonNullElse(spec.accountId(), "");
        return Arns.objects(partition, bucket, start) + account + "/CloudTrail/*";
    }

    private void logs(String bucket, String prefix) {
        permissions.addAll(LogNeeds.of(Arns.bucket(partition, bucket), Arns.objects(partition, bucket, prefix)));
    }
}
