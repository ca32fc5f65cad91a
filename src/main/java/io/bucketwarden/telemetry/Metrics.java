package io.bucketwarden.telemetry;

import io.bucketwarden.api.BucketState;
import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Exemption;
import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.ExposureWindow;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.Summary;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The metrics of the contract. Those of single policies are taken from the policies themselves at every scrape, so a
 * series goes with its resource.
 */
public final class Metrics {

    /** Up to a day. */
    private static final Duration[] WINDOWS = IntStream.of(1, 2, 5, 10, 30, 60, 120, 300, 900, 3_600, 21_600, 86_400)
            .mapToObj(Duration::ofSeconds)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Instant> lastChecks = new ConcurrentHashMap<>();
    private final MultiGauge compliant =
            gauge("bucketwarden.policy.compliant", "1 if the buckets match, 0 if not; no series while that is unknown");
    private final MultiGauge drifts = gauge("bucketwarden.policy.drifts", "Differences found by the last check");
    private final MultiGauge lastCheck =
            gauge("bucketwarden.policy.last.check.timestamp.seconds", "When the bucket was last looked at, Unix time");
    private final MultiGauge paused = gauge("bucketwarden.policy.paused", "1 while the pause annotation is set");
    private final MultiGauge buckets = gauge("bucketwarden.buckets", "Buckets by state, each once, in its worst state");
    private final MultiGauge open = gauge(
            "bucketwarden.open.buckets",
            "Buckets that the public gets into, by what lets them in, whom, and to do what");
    private final MultiGauge exposed = gauge(
            "bucketwarden.exposed.buckets", "Buckets that the public gets into though no tag and no exemption lets it");
    private final MultiGauge exemptions = gauge(
            "bucketwarden.exemption.end.timestamp.seconds", "When the exemption of a facet ends, or ended, Unix time");

    private final MultiGauge queues = gauge(
            "bucketwarden.queue.reachable", "1 if a queue of changes could be read when it was last tried, 0 if not");
    private final AccessMetrics access = new AccessMetrics(
            registry, Stream.of(AlertKind.values()).map(Enum::name).toList());
    private final Counter impersonations = registry.counter("bucketwarden.operator.role.used.by.others");
    private final Counter lostUpdates = registry.counter("bucketwarden.policy.updates.lost");

    public Metrics() {
        // A series that begins with its first observation shows no increase of it.
        window(true);
        window(false);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    /** What is measured of who uses buckets. */
    public AccessMetrics access() {
        return access;
    }

    /** One finished AWS call, retries included in its duration. */
    public void request(String operation, String outcome, Duration duration) {
        registry.counter("bucketwarden.aws.requests", "operation", operation, "outcome", outcome)
                .increment();
        registry.timer("bucketwarden.aws.request.duration", "operation", operation)
                .record(duration);
    }

    /** One look at one bucket, for all policies that have a say. */
    public void pass(List<S3BucketPolicy> policies, int reads, Instant at) {
        registry.summary("bucketwarden.pass.reads").record(reads);
        policies.forEach(policy -> lastChecks.put(key(policy), at));
    }

    /** One attempt to close a drift. */
    public void remediation(String facet, String result) {
        registry.counter("bucketwarden.remediations", "facet", facet, "result", result)
                .increment();
    }

    /** What became of a message of a queue of changes. */
    public void changeEvent(String result) {
        registry.counter("bucketwarden.change.events", "result", result).increment();
    }

    /** By URL, whether a queue of changes could be read when it was last tried. */
    public synchronized void queues(Map<String, Boolean> readable) {
        queues.register(
                readable.entrySet().stream()
                        .<MultiGauge.Row<?>>map(
                                one -> MultiGauge.Row.of(Tags.of("queue", one.getKey()), one.getValue() ? 1 : 0))
                        .toList(),
                true);
    }

    /** Somebody else made a call as the operator. */
    public void operatorRoleUsedByOthers() {
        impersonations.increment();
    }

    /** Somebody else's change of a policy document did not last, or may not have, since we wrote it at the same time. */
    public void policyUpdateLost() {
        lostUpdates.increment();
    }

    /** A bucket was open to the public for so long; whether that counts from the event of the call that opened it. */
    public void exposureClosed(Duration window, boolean byEvent) {
        window(byEvent).record(window);
    }

    private Timer window(boolean byEvent) {
        return Timer.builder("bucketwarden.exposure.window")
                .tag("opened", byEvent ? "event" : "found")
                .serviceLevelObjectives(WINDOWS)
                .register(registry);
    }

    /**
     * The exposition text, with one series for each policy that exists now.
     *
     * @param statuses what is said of each bucket, by each policy that has a say
     */
    public synchronized String scrape(List<S3BucketPolicy> policies, List<BucketStatus> statuses) {
        lastChecks.keySet().retainAll(policies.stream().map(Metrics::key).collect(Collectors.toSet()));
        register(
                compliant,
                policies,
                policy -> status(policy)
                        .condition(Condition.Type.Compliant)
                        .filter(c -> c.status() != Condition.Status.Unknown)
                        .map(c -> c.isTrue() ? 1.0 : 0.0));
        register(
                drifts, policies, policy -> Optional.of((double) summary(policy).drifts()));
        register(paused, policies, policy -> Optional.of(policy.isPaused() ? 1.0 : 0.0));
        register(
                lastCheck,
                policies,
                policy -> Optional.ofNullable(lastChecks.get(key(policy))).map(at -> (double) at.getEpochSecond()));
        var worst = new HashMap<String, BucketStatus>();
        statuses.forEach(status -> worst.merge(status.name(), status, Metrics::worse));
        buckets.register(
                Stream.of(BucketState.values())
                        .filter(state -> state != BucketState.Open)
                        .<MultiGauge.Row<?>>map(state -> total(state, worst.values()))
                        .toList(),
                true);
        open.register(open(statuses), true);
        exposed.register(List.of(MultiGauge.Row.of(Tags.empty(), exposed(statuses))), true);
        exemptions.register(
                policies.stream()
                        .flatMap(Metrics::exemptions)
                        .<MultiGauge.Row<?>>map(row -> row)
                        .toList(),
                true);
        return registry.scrape();
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private static void register(
            MultiGauge gauge, List<S3BucketPolicy> policies, Function<S3BucketPolicy, Optional<Double>> value) {
        gauge.register(
                policies.stream()
                        .<MultiGauge.Row<?>>flatMap(policy -> value.apply(policy).stream()
                                .map(number -> MultiGauge.Row.of(
                                        Tags.of(
                                                "namespace",
                                                        policy.getMetadata().getNamespace(),
                                                "name", policy.getMetadata().getName()),
                                        number)))
                        .toList(),
                true);
    }

    private static BucketStatus worse(BucketStatus one, BucketStatus other) {
        return BucketState.of(one).compareTo(BucketState.of(other)) <= 0 ? one : other;
    }

    /** What is open has drifted. */
    private static MultiGauge.Row<?> total(BucketState state, Collection<BucketStatus> buckets) {
        var count = buckets.stream()
                .map(BucketState::of)
                .filter(is -> is == state || (is == BucketState.Open && state == BucketState.Drifted))
                .count();
        return MultiGauge.Row.of(Tags.of("state", state.name().toLowerCase(Locale.ROOT)), count);
    }

    private static List<MultiGauge.Row<?>> open(List<BucketStatus> statuses) {
        var names = new HashMap<Tags, Set<String>>();
        for (var status : statuses) {
            for (var exposure : status.exposure()) {
                for (var access : exposure.isEffective() ? exposure.access() : List.<Exposure.Access>of()) {
                    var tags = Tags.of(
                            "through", exposure.through().name(),
                            "to", exposure.to().name(),
                            "access", access.name());
                    names.computeIfAbsent(tags, any -> new HashSet<>()).add(status.name());
                }
            }
        }
        return names.entrySet().stream()
                .<MultiGauge.Row<?>>map(
                        row -> MultiGauge.Row.of(row.getKey(), row.getValue().size()))
                .toList();
    }

    private static long exposed(List<BucketStatus> statuses) {
        return statuses.stream()
                .filter(status -> status.exposureWindows().stream().anyMatch(ExposureWindow::isOpen))
                .map(BucketStatus::name)
                .distinct()
                .count();
    }

    private static Stream<MultiGauge.Row<?>> exemptions(S3BucketPolicy policy) {
        var spec = policy.getSpec();
        return spec == null || spec.exemptions() == null
                ? Stream.empty()
                : spec.exemptions().stream().flatMap(exemption -> exemption(policy, exemption));
    }

    private static Stream<MultiGauge.Row<?>> exemption(S3BucketPolicy policy, Exemption exemption) {
        try {
            var tags = Tags.of(
                    "namespace", policy.getMetadata().getNamespace(),
                    "name", policy.getMetadata().getName(),
                    "facet", String.valueOf(exemption.facet()));
            return Stream.of(MultiGauge.Row.of(tags, exemption.end().getEpochSecond()));
        } catch (DateTimeException e) {
            // Such a policy is answered with InvalidSpec, and exempts nothing.
            return Stream.empty();
        }
    }

    private static Summary summary(S3BucketPolicy policy) {
        var summary = status(policy).summary();
        return summary == null ? Summary.NONE : summary;
    }

    private static S3BucketPolicyStatus status(S3BucketPolicy policy) {
        return policy.getStatus() == null ? S3BucketPolicyStatus.NONE : policy.getStatus();
    }

    private static String key(S3BucketPolicy policy) {
        return policy.getMetadata().getNamespace() + "/" + policy.getMetadata().getName();
    }
}
