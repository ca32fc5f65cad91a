package io.bucketwarden.operator;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.fleet.Governance;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Drives one policy: accept it, see whether it governs, look at its bucket, report, and say when to look again. */
final class PolicyReconciler implements Reconciler<S3BucketPolicy> {

    /** Every policy by the bucket that it names. */
    static final String BY_BUCKET = "bucket";

    private final Buckets buckets;
    private final List<? extends Facet<?, ?>> facets;
    private final BucketPass pass;
    private final Schedule schedule;
    private final InstantSource clock;
    private final PassListener listener;
    private final Map<ResourceID, Memory> memories = new ConcurrentHashMap<>();
    private final Map<String, Lock> locks = new ConcurrentHashMap<>();
    private volatile @Nullable IndexedResourceCache<S3BucketPolicy> cache;

    PolicyReconciler(
            Buckets buckets,
            List<? extends Facet<?, ?>> facets,
            Schedule schedule,
            InstantSource clock,
            PassListener listener) {
        this.buckets = buckets;
        this.facets = facets;
        this.pass = new BucketPass(facets);
        this.schedule = schedule;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public UpdateControl<S3BucketPolicy> reconcile(S3BucketPolicy policy, Context<S3BucketPolicy> context) {
        var id = ResourceID.fromResource(policy);
        MDC.put("policy", id.getNamespace().orElse("") + "/" + id.getName());
        try {
            var memory = memories.computeIfAbsent(id, i -> new Memory());
            memory.seen(policy.getMetadata().getGeneration(), policy.reconcileRequestedAt());
            var before = Optional.ofNullable(policy.getStatus()).orElse(S3BucketPolicyStatus.NONE);
            var report = new StatusReport(
                    before, policy.getMetadata().getGeneration(), policy.reconcileRequestedAt(), clock.instant());
            return judge(policy, memory, report, context);
        } finally {
            MDC.remove("policy");
            MDC.remove("bucket");
        }
    }

    @Override
    public List<EventSource<?, S3BucketPolicy>> prepareEventSources(EventSourceContext<S3BucketPolicy> context) {
        context.getPrimaryCache().addIndexer(BY_BUCKET, PolicyReconciler::bucketOf);
        cache = context.getPrimaryCache();
        return List.of();
    }

    /** Every policy as last seen; forgets what is remembered of those that are gone. */
    List<S3BucketPolicy> policies() {
        var known = cache;
        if (known == null) {
            return List.of();
        }
        var all = known.list().toList();
        memories.keySet().retainAll(all.stream().map(ResourceID::fromResource).collect(Collectors.toSet()));
        return all;
    }

    private static List<String> bucketOf(S3BucketPolicy policy) {
        var spec = policy.getSpec();
        return spec == null || spec.bucketName() == null ? List.of() : List.of(spec.bucketName());
    }

    private UpdateControl<S3BucketPolicy> judge(
            S3BucketPolicy policy, Memory memory, StatusReport report, Context<S3BucketPolicy> context) {
        var spec = policy.getSpec();
        var problem = Acceptance.problem(spec).or(() -> conflict(policy, context));
        if (problem.isPresent()) {
            var rejected =
                    new Situation.Rejected(problem.get().reason(), problem.get().message());
            return settle(policy, report.without(rejected, spec), report, context, rejected, memory);
        }
        if (policy.isPaused()) {
            var paused = new Situation.Paused();
            return settle(policy, report.without(paused, spec), report, context, paused, memory);
        }
        MDC.put("bucket", spec.bucketName());
        // A policy that takes over may start while the last pass of the one before it still writes.
        var lock = locks.computeIfAbsent(Objects.requireNonNull(spec.bucketName()), b -> new ReentrantLock());
        lock.lock();
        try {
            return look(policy, spec, memory, report, context);
        } finally {
            lock.unlock();
        }
    }

    private UpdateControl<S3BucketPolicy> look(
            S3BucketPolicy policy,
            S3BucketPolicySpec spec,
            Memory memory,
            StatusReport report,
            Context<S3BucketPolicy> context) {
        var name = Objects.requireNonNull(spec.bucketName());
        LiveBucket bucket;
        try {
            bucket = buckets.open(name, spec.accountId(), spec.region());
        } catch (CallFailed e) {
            var failures = memory.failures(e.reason() == Reason.CheckFailed);
            var unreachable = new Situation.Unreachable(e.reason(), e.text(), failures);
            return settle(policy, report.without(unreachable, spec), report, context, unreachable, memory);
        }
        var enforce = spec.effectiveMode() == Mode.Enforce;
        var findings = pass.run(
                bucket,
                Objects.requireNonNull(spec.posture()),
                spec.effectiveMode(),
                mayHaveLeftovers(policy, report.previous()),
                memory.convergence(),
                report.at());
        if (findings.stream().anyMatch(f -> f.is(Reason.WrongRegion) || f.is(Reason.BucketNotFound))) {
            buckets.forget(name);
        }
        listener.passed(policy, bucket.readCount(), remediations(findings));
        var failures = memory.failures(findings.stream().anyMatch(f -> f.is(Reason.CheckFailed)));
        var checked = new Situation.Checked(enforce, findings, failures);
        var identity = bucket.identity();
        var place = new StatusReport.Place(identity.region(), identity.ownerAccount());
        return settle(policy, report.with(checked, spec, place), report, context, checked, memory);
    }

    private static Optional<Acceptance> conflict(S3BucketPolicy policy, Context<S3BucketPolicy> context) {
        var bucket = Objects.requireNonNull(policy.getSpec().bucketName());
        var winner = Governance.governing(context.getPrimaryCache().byIndex(BY_BUCKET, bucket));
        return winner.filter(other -> !ResourceID.fromResource(other).equals(ResourceID.fromResource(policy)))
                .map(other -> new Acceptance(Reason.Conflicted, conflictMessage(policy, other)));
    }

    /** Names the winner only to those who may see it anyway. */
    private static String conflictMessage(S3BucketPolicy policy, S3BucketPolicy winner) {
        var sameNamespace = Objects.equals(
                policy.getMetadata().getNamespace(), winner.getMetadata().getNamespace());
        return "An older policy"
                + (sameNamespace ? " (" + winner.getMetadata().getName() + ")" : " in another namespace")
                + " governs this bucket. Merge the two, or delete one.";
    }

    /** Statements of ours may be left when the spec changed since the last look, or when removing them went wrong. */
    private boolean mayHaveLeftovers(S3BucketPolicy policy, S3BucketPolicyStatus before) {
        var seen = before.observedGeneration();
        if (seen == null || seen < 0) {
            return false;
        }
        return !seen.equals(policy.getMetadata().getGeneration())
                || before.buckets().stream()
                        .flatMap(b -> b.facets().stream())
                        .anyMatch(status -> isUnmanaged(status.name(), policy));
    }

    private boolean isUnmanaged(String name, S3BucketPolicy policy) {
        var posture = Objects.requireNonNull(policy.getSpec().posture());
        return facets.stream()
                .anyMatch(f -> f.name().equals(name) && f.desired(posture).isEmpty());
    }

    private UpdateControl<S3BucketPolicy> settle(
            S3BucketPolicy policy,
            S3BucketPolicyStatus status,
            StatusReport report,
            Context<S3BucketPolicy> context,
            Situation situation,
            Memory memory) {
        if (!status.equals(report.previous())) {
            var fresh = new S3BucketPolicy();
            fresh.setMetadata(new ObjectMetaBuilder()
                    .withName(policy.getMetadata().getName())
                    .withNamespace(policy.getMetadata().getNamespace())
                    .build());
            fresh.setStatus(status);
            PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(policy, fresh, context);
            new PolicyEvents(context.getClient())
                    .publish(policy, Transition.between(report.previous(), status), report.at());
        }
        var control = UpdateControl.<S3BucketPolicy>noUpdate();
        if (isFinal(situation)) {
            return control;
        }
        return control.rescheduleAfter(
                schedule.after(situation, policy.getSpec(), memory.convergence().unverified()));
    }

    /** An invalid spec stays invalid until it is edited, which is an event of its own. */
    private static boolean isFinal(Situation situation) {
        return switch (situation) {
            case Situation.Rejected rejected -> rejected.reason() != Reason.Conflicted;
            case Situation.Paused _ -> true;
            default -> false;
        };
    }

    private static List<PassListener.Remediation> remediations(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.state() == FacetState.Remediated
                        || f.state() == FacetState.Failed
                        || f.state() == FacetState.Contended)
                .map(f -> new PassListener.Remediation(
                        f.facet(),
                        switch (f.state()) {
                            case Remediated -> "written";
                            case Failed -> "refused";
                            default -> "halted";
                        }))
                .toList();
    }
}
