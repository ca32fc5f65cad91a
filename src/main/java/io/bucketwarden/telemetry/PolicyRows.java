package io.bucketwarden.telemetry;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Exemption;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.Summary;
import io.micrometer.core.instrument.MultiGauge;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The series of single policies, taken from the policies themselves, so that each goes with its policy. */
record PolicyRows(List<S3BucketPolicy> policies) {

    /** @param lastCheck when a bucket of a policy was last looked at; empty for not yet */
    Map<Family, Stream<MultiGauge.Row<?>>> all(
            Duration intervalFloor, Function<S3BucketPolicy, Optional<Instant>> lastCheck) {
        var rows = new EnumMap<Family, Stream<MultiGauge.Row<?>>>(Family.class);
        rows.put(Family.POLICY_COMPLIANT, each(Family.POLICY_COMPLIANT, PolicyRows::compliant));
        rows.put(
                Family.POLICY_DRIFTS,
                each(
                        Family.POLICY_DRIFTS,
                        policy -> Optional.ofNullable(summary(policy).drifts()).map(Integer::doubleValue)));
        rows.put(
                Family.POLICY_PAUSED, each(Family.POLICY_PAUSED, policy -> Optional.of(policy.isPaused() ? 1.0 : 0.0)));
        rows.put(
                Family.POLICY_LAST_CHECK,
                each(Family.POLICY_LAST_CHECK, policy -> lastCheck.apply(policy).map(PolicyRows::seconds)));
        rows.put(Family.POLICY_INTERVAL, each(Family.POLICY_INTERVAL, policy -> interval(policy, intervalFloor)));
        rows.put(Family.POLICY_CONDITION_SINCE, policies.stream().flatMap(PolicyRows::conditions));
        rows.put(Family.EXEMPTION_END, policies.stream().flatMap(PolicyRows::exemptions));
        return rows;
    }

    private Stream<MultiGauge.Row<?>> each(Family family, Function<S3BucketPolicy, Optional<Double>> value) {
        return policies.stream()
                .flatMap(policy -> value.apply(policy).stream()
                        .map(number -> family.row(
                                number,
                                policy.getMetadata().getNamespace(),
                                policy.getMetadata().getName())));
    }

    private static Optional<Double> compliant(S3BucketPolicy policy) {
        return status(policy)
                .condition(Condition.Type.Compliant)
                .filter(c -> c.status() != Condition.Status.Unknown)
                .map(c -> c.isTrue() ? 1.0 : 0.0);
    }

    private static Optional<Double> interval(S3BucketPolicy policy, Duration floor) {
        var spec = policy.getSpec();
        if (spec == null) {
            return Optional.empty();
        }
        try {
            return Optional.of((double) spec.effectiveInterval(floor).toSeconds());
        } catch (IllegalArgumentException e) {
            // Such a policy is answered with InvalidSpec, and never checked.
            return Optional.empty();
        }
    }

    private static Stream<MultiGauge.Row<?>> conditions(S3BucketPolicy policy) {
        return status(policy).conditions().stream()
                .flatMap(condition -> since(condition)
                        .map(at -> Family.POLICY_CONDITION_SINCE.row(
                                seconds(at),
                                policy.getMetadata().getNamespace(),
                                policy.getMetadata().getName(),
                                condition.type().name(),
                                condition.status().name(),
                                condition.reason().name())));
    }

    private static Stream<Instant> since(Condition condition) {
        try {
            return condition.lastTransitionTime() == null
                    ? Stream.empty()
                    : Stream.of(Instant.parse(condition.lastTransitionTime()));
        } catch (DateTimeException e) {
            // Somebody else wrote it.
            return Stream.empty();
        }
    }

    private static Stream<MultiGauge.Row<?>> exemptions(S3BucketPolicy policy) {
        var spec = policy.getSpec();
        return spec == null || spec.exemptions() == null
                ? Stream.empty()
                : spec.exemptions().stream().flatMap(exemption -> exemption(policy, exemption));
    }

    private static Stream<MultiGauge.Row<?>> exemption(S3BucketPolicy policy, Exemption exemption) {
        try {
            return Stream.of(Family.EXEMPTION_END.row(
                    seconds(exemption.end()),
                    policy.getMetadata().getNamespace(),
                    policy.getMetadata().getName(),
                    String.valueOf(exemption.facet())));
        } catch (DateTimeException e) {
            // Such a policy is answered with InvalidSpec, and exempts nothing.
            return Stream.empty();
        }
    }

    private static double seconds(Instant at) {
        return (double) at.getEpochSecond();
    }

    private static Summary summary(S3BucketPolicy policy) {
        var summary = status(policy).summary();
        return summary == null ? Summary.NONE : summary;
    }

    private static S3BucketPolicyStatus status(S3BucketPolicy policy) {
        return policy.getStatus() == null ? S3BucketPolicyStatus.NONE : policy.getStatus();
    }
}
