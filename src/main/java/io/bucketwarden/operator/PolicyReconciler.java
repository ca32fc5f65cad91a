package io.bucketwarden.operator;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
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
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Drives one policy: accept it, see whether it governs, look at its bucket, report, and say when to look again. */
final class PolicyReconciler implements Reconciler<S3BucketPolicy> {

    /** Every policy by the bucket that it names. */
    static final String BY_BUCKET = "bucket";

    private static final Logger LOG = LoggerFactory.getLogger(PolicyReconciler.class);

    private final Buckets buckets;
    private final BucketPass pass;
    private final Schedule schedule;
    private final InstantSource clock;
    private final PassListener listener;
    private final Memories memories = new Memories(this::policies);
    private final BucketLocks locks = new BucketLocks();
    private volatile @Nullable IndexedResourceCache<S3BucketPolicy> cache;

    PolicyReconciler(
            Buckets buckets,
            List<? extends Facet<?, ?>> facets,
            Schedule schedule,
            InstantSource clock,
            PassListener listener) {
        this.buckets = buckets;
        this.pass = new BucketPass(facets);
        this.schedule = schedule;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public UpdateControl<S3BucketPolicy> reconcile(S3BucketPolicy policy, Context<S3BucketPolicy> context) {
        MDC.put(
                "policy",
                policy.getMetadata().getNamespace() + "/" + policy.getMetadata().getName());
        try {
            var problem = Acceptance.problem(policy.getSpec()).or(() -> conflict(policy, context));
            if (problem.isPresent()) {
                var why = problem.get();
                return unlooked(policy, new Situation.Rejected(why.reason(), why.message()), context);
            }
            if (policy.isPaused()) {
                return unlooked(policy, new Situation.Paused(), context);
            }
            var bucket = Objects.requireNonNull(policy.getSpec().bucketName());
            MDC.put("bucket", bucket);
            try (var _ = locks.hold(bucket)) {
                return isOutdated(policy, context) ? UpdateControl.noUpdate() : look(policy, context);
            }
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

    /** Every policy as last seen. */
    Stream<S3BucketPolicy> policies() {
        var known = cache;
        return known == null ? Stream.empty() : known.list();
    }

    private static List<String> bucketOf(S3BucketPolicy policy) {
        var spec = policy.getSpec();
        return spec == null || spec.bucketName() == null ? List.of() : List.of(spec.bucketName());
    }

    /** Whether the policy has changed, or gone, while it waited for its bucket. The change is an event of its own. */
    private static boolean isOutdated(S3BucketPolicy policy, Context<S3BucketPolicy> context) {
        return context.getPrimaryCache()
                .get(ResourceID.fromResource(policy))
                .filter(now -> Objects.equals(
                                now.getMetadata().getGeneration(),
                                policy.getMetadata().getGeneration())
                        && now.isPaused() == policy.isPaused())
                .isEmpty();
    }

    private UpdateControl<S3BucketPolicy> unlooked(
            S3BucketPolicy policy, Situation situation, Context<S3BucketPolicy> context) {
        var report = report(policy);
        return settle(policy, report.without(situation, policy.getSpec()), report, context, situation);
    }

    private UpdateControl<S3BucketPolicy> look(S3BucketPolicy policy, Context<S3BucketPolicy> context) {
        var memory = memories.of(policy);
        memory.seen(policy.getMetadata().getGeneration(), policy.reconcileRequestedAt());
        var spec = policy.getSpec();
        memory.convergence().checkedEvery(schedule.interval(spec));
        var name = Objects.requireNonNull(spec.bucketName());
        LiveBucket bucket;
        try {
            bucket = buckets.open(name, spec.accountId(), spec.region());
        } catch (CallFailed e) {
            LOG.debug("The bucket cannot be opened", e);
            var failures = memory.failures(e.reason() == Reason.CheckFailed);
            return unlooked(policy, new Situation.Unreachable(e.reason(), e.text(), failures), context);
        }
        var report = report(policy);
        var findings = pass.run(
                bucket,
                Objects.requireNonNull(spec.posture()),
                spec.effectiveMode(),
                report.recalled().facetStates(),
                memory.convergence(),
                report.at());
        if (findings.stream().anyMatch(f -> f.is(Reason.WrongRegion) || f.is(Reason.BucketNotFound))) {
            buckets.forget(name);
        }
        listener.passed(policy, bucket.readCount(), remediations(findings));
        var failures = memory.failures(findings.stream().anyMatch(f -> f.is(Reason.CheckFailed)));
        var checked = new Situation.Checked(spec.effectiveMode() == Mode.Enforce, findings, failures);
        var identity = bucket.identity();
        var place = new StatusReport.Place(identity.region(), identity.ownerAccount());
        return settle(policy, report.with(checked, spec, place), report, context, checked);
    }

    private StatusReport report(S3BucketPolicy policy) {
        var before = Optional.ofNullable(policy.getStatus()).orElse(S3BucketPolicyStatus.NONE);
        return new StatusReport(
                before,
                memories.of(policy).recall(before),
                policy.getMetadata().getGeneration(),
                policy.reconcileRequestedAt(),
                clock.instant());
    }

    private static Optional<Acceptance> conflict(S3BucketPolicy policy, Context<S3BucketPolicy> context) {
        var bucket = Objects.requireNonNull(policy.getSpec().bucketName());
        var acceptable = context.getPrimaryCache().byIndex(BY_BUCKET, bucket).stream()
                .filter(other -> Acceptance.problem(other.getSpec()).isEmpty())
                .toList();
        return Governance.governing(acceptable)
                .filter(other -> !ResourceID.fromResource(other).equals(ResourceID.fromResource(policy)))
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

    private UpdateControl<S3BucketPolicy> settle(
            S3BucketPolicy policy,
            S3BucketPolicyStatus status,
            StatusReport report,
            Context<S3BucketPolicy> context,
            Situation situation) {
        if (!status.equals(report.previous())) {
            var fresh = new S3BucketPolicy();
            fresh.setMetadata(new ObjectMetaBuilder()
                    .withName(policy.getMetadata().getName())
                    .withNamespace(policy.getMetadata().getNamespace())
                    .build());
            fresh.setStatus(status);
            PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(policy, fresh, context);
            new PolicyEvents(context.getClient())
                    .publish(policy, Transition.between(report.recalled(), status), report.at());
        }
        var memory = memories.of(policy);
        memory.remember(status);
        var control = UpdateControl.<S3BucketPolicy>noUpdate();
        return isFinal(situation)
                ? control
                : control.rescheduleAfter(schedule.after(
                        situation, policy.getSpec(), memory.convergence().unverified()));
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
