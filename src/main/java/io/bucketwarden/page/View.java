package io.bucketwarden.page;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.ExposureWindow;
import io.bucketwarden.insight.Insight;
import io.bucketwarden.insight.PolicyInsight;
import io.bucketwarden.report.BucketFacts;
import io.bucketwarden.report.Report;
import io.bucketwarden.report.States;
import io.bucketwarden.report.Windows;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one person may see of a moment. Nothing in it tells of anything else: it is made of the policies of their
 * namespaces alone.
 *
 * @param buckets worst first
 * @param windows all times in which buckets were open: those that are first, the longest first; then those closed last
 */
record View(
        Insight moment,
        Sight sight,
        Map<String, PolicyInsight> policies,
        List<BucketFacts> buckets,
        States states,
        Freshness freshness,
        List<Opening> windows) {

    /** A time in which a bucket was open. */
    record Opening(BucketFacts bucket, ExposureWindow window) {}

    private static final Comparator<Opening> OPEN_FIRST = Comparator.comparing(
                    (Opening one) -> !one.window().isOpen())
            .thenComparing(one -> one.window().isOpen() ? start(one) : Instant.MIN)
            .thenComparing(View::closedAt, Comparator.reverseOrder())
            .thenComparing(one -> one.bucket().name());

    static View of(Insight moment, Sight sight) {
        var policies = new TreeMap<String, PolicyInsight>();
        moment.policies().stream()
                .filter(told -> sight.includes(told.namespace()))
                .forEach(told -> policies.put(told.name(), told));
        var buckets = Report.posture(
                        policies.values().stream().map(PolicyInsight::policy).toList())
                .stream()
                .sorted(BucketFacts.WORST_FIRST)
                .toList();
        var windows = buckets.stream()
                .flatMap(bucket -> bucket.windows().stream().map(window -> new Opening(bucket, window)))
                .sorted(OPEN_FIRST)
                .toList();
        var checks = buckets.stream()
                .map(bucket -> checked(bucket, policies, moment.at()))
                .toList();
        return new View(
                moment, sight, Map.copyOf(policies), buckets, States.of(buckets), Freshness.of(checks), windows);
    }

    Instant now() {
        return moment.at();
    }

    /** One bucket; of a name that is there in several accounts, the one of that account. */
    Optional<BucketFacts> bucket(String name, String account) {
        return buckets.stream()
                .filter(bucket -> bucket.name().equals(name) && account(bucket).equals(account))
                .findFirst();
    }

    Stream<PolicyInsight> policies(BucketFacts bucket) {
        return bucket.policies().stream().map(policies::get).flatMap(Stream::ofNullable);
    }

    Checked checked(BucketFacts bucket) {
        return checked(bucket, policies, now());
    }

    private static Checked checked(BucketFacts bucket, Map<String, PolicyInsight> policies, Instant now) {
        @Nullable Checked oldest = null;
        for (var name : bucket.policies()) {
            var told = policies.get(name);
            if (told != null) {
                var checked = Checked.of(told, bucket.name(), now);
                oldest = oldest == null ? checked : oldest.and(checked);
            }
        }
        return oldest == null ? new Checked(null, Checked.State.NEVER) : oldest;
    }

    long openNow() {
        return windows.stream().filter(one -> one.window().isOpen()).count();
    }

    /** Policies that need somebody: not in force, not able to do their job, paused, or deaf. */
    List<PolicyInsight> troubled() {
        return policies.values().stream()
                .filter(View::isTroubled)
                .sorted(Comparator.comparing(PolicyInsight::name))
                .toList();
    }

    static boolean isTroubled(PolicyInsight told) {
        var status = told.policy().getStatus();
        return told.policy().isPaused()
                || status == null
                || status.conditions().isEmpty()
                || status.conditions().stream().anyMatch(View::isTrouble);
    }

    private static boolean isTrouble(Condition condition) {
        return switch (condition.type()) {
            case Accepted, Ready -> !condition.isTrue();
            case Stalled, ChangesUnheard, RevertRefused, Paused -> condition.isTrue();
            default -> false;
        };
    }

    /** Empty where nobody tells it. */
    static String account(BucketFacts bucket) {
        @Nullable String account = bucket.account();
        return account == null ? "" : account;
    }

    private static String closedAt(Opening one) {
        return Objects.requireNonNullElse(one.window().closedAt(), "");
    }

    private static Instant start(Opening one) {
        return Windows.start(one.window()).orElse(Instant.MIN);
    }
}
