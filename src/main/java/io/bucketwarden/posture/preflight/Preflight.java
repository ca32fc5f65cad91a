package io.bucketwarden.posture.preflight;

import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.PolicyEvaluation;
import io.bucketwarden.iam.PolicyEvaluation.Decision;
import io.bucketwarden.iam.PolicyEvaluation.Evaluation;
import io.bucketwarden.iam.Principal;
import io.bucketwarden.iam.Reach;
import io.bucketwarden.iam.Request;
import io.bucketwarden.iam.RequestContext;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.preflight.Effect.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges a policy document before it is written: whoever works with the bucket today must be able to afterwards, except
 * whom the statements are there to keep out. What cannot be told counts as shut out.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Evaluation</a>
 */
public final class Preflight {

    /** A document that shuts nobody out. Only a preflight can make one. */
    public static final class Cleared {
        private final PolicyDocument document;

        private Cleared(PolicyDocument document) {
            this.document = document;
        }

        public PolicyDocument document() {
            return document;
        }
    }

    /** What a preflight came to. */
    public static final class Result {
        private final Preflight preflight;
        private final List<Probe> probes;
        private final Optional<Probe> first;

        private Result(Preflight preflight, List<Probe> probes) {
            this.preflight = preflight;
            this.probes = probes;
            this.first = probes.stream().filter(preflight::locksOut).findFirst();
        }

        /** The document, free to be written; empty when it shuts somebody out. */
        public Optional<Cleared> cleared() {
            return first.isEmpty() ? Optional.of(new Cleared(preflight.next)) : Optional.empty();
        }

        /** What it does to whom it must not. */
        public List<Effect> lockedOut() {
            return probes.stream()
                    .filter(preflight::locksOut)
                    .map(preflight::effect)
                    .toList();
        }

        /** What it does to everybody; log delivery only where there is any. */
        public List<Effect> effects() {
            return probes.stream()
                    .map(preflight::effect)
                    .filter(effect -> effect.kind() != Kind.LOG_DELIVERY || effect.now() != Decision.IMPLICIT_DENY)
                    .toList();
        }

        /** Why the document must not be written. Only of one that is not cleared. */
        public String refusal() {
            return LockoutMessage.of(preflight.effect(first.orElseThrow()), preflight.who);
        }
    }

    private final PolicyDocument now;
    private final PolicyDocument next;

    /** The statements of the next document that are not in the one that is there, all of them ours. */
    private final PolicyDocument fresh;

    private final boolean accepted;
    private final Dependents who;

    private Preflight(PolicyDocument now, PolicyDocument next, boolean accepted, Dependents who) {
        this.now = now;
        this.next = next;
        this.fresh = next.without(now);
        this.accepted = accepted;
        this.who = who;
    }

    /**
     * Judges a document.
     *
     * @param now the document that is there
     * @param next the document to be written in its place
     * @param ours the Sids that are put or dropped with it
     * @param accepted whether the statement that makes the difference may shut out whom the document lets in: it was in
     *     force already, so that whoever was let in since has no claim to stay, or somebody has decided so
     */
    public static Result of(
            PolicyDocument now, PolicyDocument next, Set<String> ours, boolean accepted, Dependents who) {
        var preflight = new Preflight(now, next, accepted, who);
        var probes = Probes.of(now, preflight.fresh.statements(), ours, who);
        return new Result(preflight, probes);
    }

    /** Whether the statement may deny data to somebody who comes over TLS, so that it matters who works with the bucket. */
    public static boolean restrictsData(Statement statement, String bucket) {
        var alone = alone(statement);
        var context = RequestContext.knowing(
                Map.of("aws:SecureTransport", List.of("true"), "s3:TlsVersion", List.of("1.3")), Set.of());
        return Stream.concat(Probes.DATA_ACTIONS.stream(), Stream.of("s3:ReplicateObject"))
                .flatMap(action -> Stream.concat(
                                Stream.of(bucket),
                                Reach.of(statement).objectsAmong(bucket, Dependents.ANY_OBJECT).stream())
                        .map(resource -> new Request(Principal.canonicalUser("anybody"), action, resource, context)))
                .anyMatch(request -> denies(PolicyEvaluation.evaluate(alone, request)));
    }

    /** Asks the new statements first: of most requests they say nothing, and the whole document need not be read. */
    private boolean locksOut(Probe probe) {
        var denying = denying(probe);
        return denying.isPresent()
                && !isIntended(probe, denying.get())
                && !isAccepted(probe)
                && mayHavePassed(probe, PolicyEvaluation.evaluate(now, probe.request()));
    }

    private Optional<Statement> denying(Probe probe) {
        return PolicyEvaluation.evaluate(fresh, probe.request()).statements().stream()
                .filter(Statement::isDeny)
                .findFirst();
    }

    private boolean isAccepted(Probe probe) {
        return accepted && !probe.kind().repairs();
    }

    private Effect effect(Probe probe) {
        var before = PolicyEvaluation.evaluate(now, probe.request());
        var after = PolicyEvaluation.evaluate(next, probe.request());
        var denying = denying(probe);
        var outcome = denying.map(statement -> denied(probe, before, statement))
                .orElse(denies(after) ? Outcome.Unchanged : Outcome.Kept);
        return new Effect(
                probe.kind(),
                probe.name(),
                probe.action(),
                probe.place(),
                before.decision(),
                after.decision(),
                outcome,
                outcome == Outcome.Unchanged
                        ? null
                        : denying.flatMap(Statement::sid).orElse(null));
    }

    private Outcome denied(Probe probe, Evaluation before, Statement denying) {
        if (!mayHavePassed(probe, before)) {
            return Outcome.Unchanged;
        }
        if (isIntended(probe, denying)) {
            return Outcome.Intended;
        }
        return isAccepted(probe) ? Outcome.Accepted : Outcome.LockedOut;
    }

    /** Uncertain denials count: a decision of cannot tell may also come from an Allow alone. */
    private static boolean denies(Evaluation evaluation) {
        return evaluation.statements().stream().anyMatch(Statement::isDeny);
    }

    /** Within the owner's account, the caller's own policy may allow what the document does not speak of. */
    private boolean mayHavePassed(Probe probe, Evaluation before) {
        if (before.decision() == Decision.EXPLICIT_DENY) {
            var elsewhere = probe.requestOf(who.elsewhere(probe.resource()));
            return PolicyEvaluation.evaluate(now, elsewhere).decision() != Decision.EXPLICIT_DENY;
        }
        var account = probe.account();
        return switch (probe.kind()) {
            // The log delivery group gets in by the ACL.
            case OPERATOR, BREAK_GLASS, OWNER, LOG_DELIVERY_GROUP, ANYBODY_ELSE -> true;
            case REPLICATION, PRINCIPAL, ACCOUNT ->
                before.decision() != Decision.IMPLICIT_DENY || account == null || who.isOwner(account);
            case LOG_DELIVERY, SERVICE, INVENTORY, LOAD_BALANCERS, ORIGIN_ACCESS, UNRESOLVED ->
                before.decision() != Decision.IMPLICIT_DENY;
        };
    }

    /** An account is left out on purpose when the owner's would be let pass with the very same request. */
    private boolean isIntended(Probe probe, Statement denying) {
        if (probe.kind() == Kind.ANYBODY_ELSE) {
            return true;
        }
        var account = probe.account();
        if (account == null || who.isOwner(account)) {
            return false;
        }
        var owner = Principal.someoneIn(who.partition(), who.anyOwner());
        return probe.kind().mayBeStranger() && !denies(PolicyEvaluation.evaluate(alone(denying), probe.request(owner)));
    }

    private static PolicyDocument alone(Statement statement) {
        return PolicyDocument.empty().with(List.of(statement), Set.of());
    }
}
