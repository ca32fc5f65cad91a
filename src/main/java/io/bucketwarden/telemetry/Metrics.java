package io.bucketwarden.telemetry;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.events.QueueSeen;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of the contract. Those of single policies are taken from the policies themselves at every scrape, so a
 * series goes with its resource.
 */
public final class Metrics {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Instant> lastChecks = new ConcurrentHashMap<>();
    private final Meters meters = new Meters(registry);
    private final AccessMetrics access = new AccessMetrics(meters);
    private final Duration intervalFloor;

    /**
     * Begins to measure.
     *
     * @param intervalFloor no policy is checked more often
     */
    public Metrics(String version, Duration intervalFloor) {
        this.intervalFloor = intervalFloor;
        meters.show(Family.BUILD_INFO, Stream.of(Family.BUILD_INFO.row(1, version)));
        workload(new Workload(false, 0, 0, 0));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** What is measured of who uses buckets. */
    public AccessMetrics access() {
        return access;
    }

    /** One finished AWS call, retries included in its duration. */
    public void request(String operation, String outcome, Duration duration) {
        meters.counter(Family.AWS_REQUESTS, operation, outcome).increment();
        meters.timer(Family.AWS_REQUEST_DURATION, operation).record(duration);
    }

    /** One look at one bucket, for all policies that have a say. */
    public void pass(List<S3BucketPolicy> policies, int reads, Instant at) {
        meters.summary(Family.PASS_READS).record(reads);
        policies.forEach(policy -> lastChecks.put(key(policy), at));
    }

    /** One attempt to close a drift. */
    public void remediation(String facet, String result) {
        meters.counter(Family.REMEDIATIONS, facet, result).increment();
    }

    /** What became of a message of a queue of changes. */
    public void changeEvent(String result) {
        meters.counter(Family.CHANGE_EVENTS, result).increment();
    }

    /** Each queue of changes as it was last tried. */
    public synchronized void queues(List<QueueSeen> seen) {
        meters.show(
                Family.QUEUE_REACHABLE,
                seen.stream().map(one -> Family.QUEUE_REACHABLE.row(one.readable() ? 1 : 0, one.url())));
        meters.show(
                Family.QUEUE_LAST_RECEIVE,
                seen.stream().flatMap(one -> moment(Family.QUEUE_LAST_RECEIVE, one.received(), one.url())));
        meters.show(
                Family.QUEUE_LAST_MESSAGE,
                seen.stream().flatMap(one -> moment(Family.QUEUE_LAST_MESSAGE, one.message(), one.url())));
    }

    /** What there is to do now. */
    public synchronized void workload(Workload now) {
        meters.show(Family.LEADER, Stream.of(Family.LEADER.row(now.leading() ? 1 : 0)));
        meters.show(Family.LOOKS_WAITING, Stream.of(Family.LOOKS_WAITING.row(now.waiting())));
        meters.show(Family.LOOKS_RUNNING, Stream.of(Family.LOOKS_RUNNING.row(now.running())));
        meters.show(Family.CHANGES_WAITING, Stream.of(Family.CHANGES_WAITING.row(now.changes())));
    }

    /** Somebody else made a call as the operator. */
    public void operatorRoleUsedByOthers() {
        meters.counter(Family.ROLE_USED_BY_OTHERS).increment();
    }

    /** Somebody else's change of a policy document did not last, or may not have, since we wrote it at the same time. */
    public void policyUpdateLost() {
        meters.counter(Family.POLICY_UPDATES_LOST).increment();
    }

    /** A bucket was open to the public for so long; whether that counts from the event of the call that opened it. */
    public void exposureClosed(Duration window, boolean byEvent) {
        meters.timer(Family.EXPOSURE_WINDOW, byEvent ? "event" : "found").record(window);
    }

    /**
     * The exposition text, with one series for each policy that exists now.
     *
     * @param statuses what is said of each bucket, by each policy that has a say
     */
    public synchronized String scrape(List<S3BucketPolicy> policies, List<BucketStatus> statuses) {
        lastChecks.keySet().retainAll(policies.stream().map(Metrics::key).collect(Collectors.toSet()));
        var rows = new PolicyRows(policies);
        rows.all(intervalFloor, policy -> Optional.ofNullable(lastChecks.get(key(policy))))
                .forEach(meters::show);
        BucketRows.all(statuses).forEach(meters::show);
        return registry.scrape();
    }

    private static Stream<MultiGauge.Row<?>> moment(Family family, @Nullable Instant at, String of) {
        return at == null ? Stream.empty() : Stream.of(family.row((double) at.getEpochSecond(), of));
    }

    private static String key(S3BucketPolicy policy) {
        return policy.getMetadata().getNamespace() + "/" + policy.getMetadata().getName();
    }
}
