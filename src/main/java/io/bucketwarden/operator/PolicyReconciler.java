package io.bucketwarden.operator;

import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.fleet.Problem;
import io.bucketwarden.fleet.Standing;
import io.bucketwarden.operator.rules.Acceptance;
import io.bucketwarden.operator.status.Looks;
import io.bucketwarden.operator.status.Situation;
import io.bucketwarden.operator.status.StatusReport;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.MDC;

/**
 * Reports one policy. Its buckets are looked at elsewhere, one by one; here the status is put together from what was last
 * found in each of them, and patched when it says something else than before.
 */
final class PolicyReconciler implements Reconciler<S3BucketPolicy> {

    private static final PatchContext STATUS = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(KubernetesEvents.WRITER)
            .withForce(true)
            .build();

    private final Policies policies;
    private final Fleet fleet;
    private final EventSource<?, S3BucketPolicy> reports;
    private final Backstop backstop;
    private final InstantSource clock;

    /**
     * @param policies learns of the informer's cache
     * @param reports asks for a policy to be reported anew
     */
    PolicyReconciler(
            Policies policies,
            Fleet fleet,
            EventSource<?, S3BucketPolicy> reports,
            Backstop backstop,
            InstantSource clock) {
        this.policies = policies;
        this.fleet = fleet;
        this.reports = reports;
        this.backstop = backstop;
        this.clock = clock;
    }

    @Override
    public UpdateControl<S3BucketPolicy> reconcile(S3BucketPolicy policy, Context<S3BucketPolicy> context) {
        MDC.put(
                "policy",
                policy.getMetadata().getNamespace() + "/" + policy.getMetadata().getName());
        try {
            fleet.notice(policy);
            var isDue = fleet.isReportable(policy);
            try {
                report(policy, isDue, context);
            } catch (RuntimeException e) {
                if (isDue) {
                    fleet.reportAgain(policy);
                }
                throw e;
            }
            return UpdateControl.noUpdate();
        } finally {
            MDC.remove("policy");
        }
    }

    @Override
    public List<EventSource<?, S3BucketPolicy>> prepareEventSources(EventSourceContext<S3BucketPolicy> context) {
        policies.from(context.getPrimaryCache());
        return List.of(reports);
    }

    private void report(S3BucketPolicy policy, boolean isDue, Context<S3BucketPolicy> context) {
        var problem = Acceptance.problem(policy.getSpec());
        if (problem.isPresent()) {
            var why = problem.get();
            without(policy, new Situation.Rejected(why.reason(), why.message()), context);
            return;
        }
        var standing = fleet.standing(policy.getMetadata().getUid()).orElse(null);
        if (standing == null) {
            return;
        }
        if (standing.refusal() != null) {
            without(policy, refused(standing.refusal()), context);
        } else if (policy.isPaused()) {
            without(policy, new Situation.Paused(), context);
        } else if (isDue) {
            checked(policy, standing, context);
        }
    }

    private static Situation refused(Problem refusal) {
        return refusal.reason() == Reason.BucketNotFound
                ? new Situation.Unreachable(refusal.reason(), refusal.message(), 0)
                : new Situation.Rejected(refusal.reason(), refusal.message());
    }

    private void checked(S3BucketPolicy policy, Standing standing, Context<S3BucketPolicy> context) {
        var page = fleet.book(policy).page(standing.buckets());
        var isFleet = policy.getSpec().bucketName() == null;
        var problem = isFleet || page.looks().isEmpty()
                ? null
                : page.looks().getFirst().problem();
        if (problem != null) {
            var failures = page.looks().getFirst().failures();
            without(policy, new Situation.Unreachable(problem.reason(), problem.message(), failures), context);
            return;
        }
        var checked = new Situation.Checked(
                policy.getSpec().effectiveMode(),
                Objects.requireNonNullElse(standing.mode(), policy.getSpec().effectiveMode()),
                new Looks(
                        page.looks(),
                        problems(policy, standing),
                        standing.buckets().size(),
                        page.awaited(),
                        isFleet),
                sought(policy));
        settle(policy, report(policy).with(checked, policy.getSpec(), page.statuses()), context);
    }

    private static String sought(S3BucketPolicy policy) {
        var selector = policy.getSpec().bucketSelector();
        return selector == null ? "" : selector.describe();
    }

    private List<Problem> problems(S3BucketPolicy policy, Standing standing) {
        var problems = new ArrayList<>(standing.problems());
        standing.undecided()
                .forEach((bucket, why) -> problems.add(new Problem(
                        why.reason(), "Whether " + bucket + " is selected cannot be told: " + why.message())));
        if (fleet.isListing(policy)) {
            problems.add(new Problem(Reason.Pending, "Not every account has been listed yet."));
        }
        return problems;
    }

    private void without(S3BucketPolicy policy, Situation situation, Context<S3BucketPolicy> context) {
        settle(policy, report(policy).without(situation, policy.getSpec()), context);
    }

    private StatusReport report(S3BucketPolicy policy) {
        return new StatusReport(
                fleet.book(policy).said(),
                policy.getMetadata().getGeneration(),
                policy.reconcileRequestedAt(),
                backstop.trouble().orElse(null),
                policy.revertWish().refusal().orElse(null),
                clock.instant());
    }

    private void settle(S3BucketPolicy policy, S3BucketPolicyStatus status, Context<S3BucketPolicy> context) {
        var book = fleet.book(policy);
        var before = book.said();
        if (!status.equals(before)) {
            var fresh = new S3BucketPolicy();
            fresh.setMetadata(new ObjectMetaBuilder()
                    .withName(policy.getMetadata().getName())
                    .withNamespace(policy.getMetadata().getNamespace())
                    .build());
            fresh.setStatus(status);
            context.getClient().resource(fresh).subresource("status").patch(STATUS);
            book.says(status);
        }
        var transitions = new ArrayList<>(News.between(before, status));
        transitions.addAll(book.takeTransitions());
        new PolicyEvents(context.getClient()).publish(policy, transitions, clock.instant());
    }
}
