package io.bucketwarden.operator.rules;

import io.bucketwarden.api.S3BucketPolicySpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of the CRD once more, in order: {@code plan} has no admission, and an installed CRD may be older than the
 * operator, which must not act on what it would misread.
 */
final class SpecRules {

    private static final List<Rule> INTERVAL = List.of(
            Rule.of(
                    "interval",
                    S3BucketPolicySpec::interval,
                    interval -> interval.matches("(?=.)([0-9]{1,4}h)?([0-9]{1,5}m)?([0-9]{1,6}s)?"),
                    "write hours, minutes and seconds, such as 10m, 90s or 1h30m"),
            new Rule(
                    "interval",
                    spec -> spec.effectiveInterval().compareTo(Duration.ofMinutes(1)) >= 0,
                    "an interval is at least 1m"));

    private static final List<Rule> ALL = Stream.of(
                    TargetRules.ALL, INTERVAL, PostureRules.ALL, ExemptionRules.ALL, TrackingRules.ALL)
            .flatMap(List::stream)
            .toList();

    private SpecRules() {}

    /** The first rule that does not hold: its field and what to write instead. */
    static Optional<String> broken(S3BucketPolicySpec spec) {
        return ALL.stream()
                .filter(rule -> !rule.holds().test(spec))
                .findFirst()
                .map(rule -> "spec." + rule.field() + ": " + rule.advice() + ".");
    }
}
