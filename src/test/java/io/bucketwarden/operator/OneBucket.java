package io.bucketwarden.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.operator.records.InMemoryRecords;
import io.bucketwarden.operator.status.BucketReport;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.operator.status.Situation;
import io.bucketwarden.operator.status.SomeLooks;
import io.bucketwarden.operator.status.StatusReport;
import io.bucketwarden.posture.FakeS3;
import io.bucketwarden.posture.facet.Facets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A bucket in memory and what real passes over it let the operator say of its policy. */
final class OneBucket {

    private final S3BucketPolicy policy;
    private final Instant at;
    private final Convergence convergence = new Convergence(Duration.ZERO);
    private final InMemoryRecords records = new InMemoryRecords();
    private Optional<Evidence.Missing> missing = Optional.empty();
    private @Nullable String unheard;

    final FakeS3 s3;

    /** @param description as {@link FakeS3} takes it */
    OneBucket(S3BucketPolicy policy, String description, Instant at) {
        this.policy = policy;
        this.at = at;
        try {
            this.s3 = new FakeS3(new ObjectMapper().readTree(description));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What is not known yet of what a restriction would deny, or what it would. */
    OneBucket missing(Evidence.Missing what) {
        missing = Optional.of(what);
        return this;
    }

    /** Why changes are not heard of. */
    OneBucket unheard(String why) {
        unheard = why;
        return this;
    }

    /** One look at the bucket. */
    List<Finding> pass() {
        var spec = policy.getSpec();
        var posture = Objects.requireNonNull(spec.posture());
        var duty = SomeDuty.of(posture)
                .policy("uid", "payments/" + policy.getMetadata().getName())
                .mode(spec.effectiveMode())
                .exemptions(Exemptions.inForce(spec, at))
                .reverts(policy.revertWish().facets())
                .acceptedLockouts(policy.acceptedLockouts())
                .evidence(new EvidenceWish(missing.isPresent(), List.of()))
                .build();
        return Objects.requireNonNull(new BucketPass(Facets.ALL, records, _ -> missing)
                .run(s3.bucket(spec.bucketName()), List.of(duty), Set.of(), convergence, at)
                .get("uid"));
    }

    /** What is said after a look that found this. */
    S3BucketPolicyStatus status(List<Finding> findings) {
        return status(findings, policy.getSpec().effectiveMode(), 0);
    }

    /**
     * The same.
     *
     * @param granted the mode that the grants allow
     * @param failures looks in a row that got no answer, this one included
     */
    S3BucketPolicyStatus status(List<Finding> findings, Mode granted, int failures) {
        var spec = policy.getSpec();
        var before = Objects.requireNonNullElse(policy.getStatus(), S3BucketPolicyStatus.NONE);
        var bucket = s3.bucket(spec.bucketName()).identity();
        var known = before.buckets().isEmpty() ? null : before.buckets().getFirst();
        var said = new BucketReport(bucket.name(), known, known, at)
                .looked(
                        findings,
                        new BucketReport.Place(bucket.region(), bucket.expectedOwner()),
                        List.of(),
                        List.of(),
                        List.of());
        return report(policy, unheard, at)
                .with(
                        new Situation.Checked(spec.effectiveMode(), granted, SomeLooks.ofOne(findings, failures), ""),
                        spec,
                        List.of(said));
    }

    /**
     * A report as the operator makes it of this policy.
     *
     * @param unheard why changes are not heard of; null while they are
     */
    static StatusReport report(S3BucketPolicy policy, @Nullable String unheard, Instant at) {
        return new StatusReport(
                Objects.requireNonNullElse(policy.getStatus(), S3BucketPolicyStatus.NONE),
                policy.getMetadata().getGeneration(),
                policy.reconcileRequestedAt(),
                unheard,
                policy.revertWish().refusal().orElse(null),
                at);
    }
}
