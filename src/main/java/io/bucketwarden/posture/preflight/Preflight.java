package io.bucketwarden.posture.preflight;

import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.PolicyEvaluation;
import io.bucketwarden.iam.PolicyEvaluation.Decision;
import io.bucketwarden.iam.PolicyEvaluation.Evaluation;
import io.bucketwarden.iam.Principal;
import io.bucketwarden.iam.Request;
import io.bucketwarden.iam.RequestContext;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.preflight.Effect.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    /** What a preflight came to. Cleared is null when it shuts somebody out. */
    public record Result(@Nullable Cleared cleared, List<Effect> effects) {

        /** Why the document must not be written. Only of one that is not cleared. */
        public String refusal(Dependents who) {
            var effect = effects.stream().filter(Effect::locksOut).findFirst().orElseThrow();
            return LockoutMessage.of(effect, who);
        }
    }

    private final PolicyDocument now;
    private final PolicyDocument next;
    private final boolean restoring;
    private final Dependents who;

    private Preflight(PolicyDocument now, PolicyDocument next, boolean restoring, Dependents who) {
        this.now = now;
        this.next = next;
        this.restoring = restoring;
        this.who = who;
    }

    /**
     * Judges a document.
     *
     * @param now the document that is there
     * @param next the document to be written in its place
     * @param ours the Sids that are put or dropped with it
     * @param restoring whether the statement that makes the difference was in force already, so that whoever was let in
     *     since it was taken out has no claim to stay
     */
    public static Result of(
            PolicyDocument now, PolicyDocument next, Set<String> ours, boolean restoring, Dependents who) {
        var restricting = next.statements().stream()
                .filter(statement -> statement.isDeny()
                        && statement.sid().filter(ours::contains).isPresent())
                .toList();
        var preflight = new Preflight(now, next, restoring, who);
        var effects = Probes.of(now, restricting, ours, who).stream()
                .map(preflight::effect)
                .toList();
        return new Result(effects.stream().anyMatch(Effect::locksOut) ? null : new Cleared(next), effects);
    }

    /** Whether the statement may deny data to somebody who comes over TLS, so that it matters who works with the bucket. */
    public static boolean restrictsData(Statement statement, String bucket) {
        var alone = alone(statement);
        var context = RequestContext.knowing(
                Map.of("aws:SecureTransport", List.of("true"), "s3:TlsVersion", List.of("1.3")), Set.of());
        return Stream.concat(Probes.DATA_ACTIONS.stream(), Stream.of("s3:ReplicateObject"))
                .flatMap(action -> Stream.of(bucket, bucket + "/preflight")
                        .map(resource -> new Request(Principal.canonicalUser("anybody"), action, resource, context)))
                .anyMatch(request -> denies(PolicyEvaluation.evaluate(alone, request)));
    }

    private Effect effect(Probe probe) {
        var before = PolicyEvaluation.evaluate(now, probe.request());
        var after = PolicyEvaluation.evaluate(next, probe.request());
        var fresh = after.statements().stream()
                .filter(statement ->
                        statement.isDeny() && before.statements().stream().noneMatch(same(statement)))
                .findFirst();
        var outcome = denies(after) ? denied(probe, before, fresh) : Outcome.Kept;
        return new Effect(
                probe.name(),
                probe.kind().words(),
                probe.action(),
                probe.place(),
                before.decision(),
                after.decision(),
                outcome,
                outcome == Outcome.Kept || outcome == Outcome.Unchanged
                        ? null
                        : fresh.flatMap(Statement::sid).orElse("without Sid"));
    }

    private Outcome denied(Probe probe, Evaluation before, Optional<Statement> fresh) {
        if (fresh.isEmpty() || !mayHavePassed(probe, before)) {
            return Outcome.Unchanged;
        }
        if (isIntended(probe, fresh.get())) {
            return Outcome.Intended;
        }
        return restoring && !probe.kind().repairs() ? Outcome.Restored : Outcome.LockedOut;
    }

    private static Predicate<Statement> same(Statement one) {
        return other -> one.sid().equals(other.sid()) && one.sameMeaning(other);
    }

    /** Uncertain denials count: a decision of cannot tell may also come from an Allow alone. */
    private static boolean denies(Evaluation evaluation) {
        return evaluation.statements().stream().anyMatch(Statement::isDeny);
    }

    /** Within the owner's account, the caller's own policy may allow what the document does not speak of. */
    private boolean mayHavePassed(Probe probe, Evaluation before) {
        if (before.decision() == Decision.EXPLICIT_DENY) {
            return false;
        }
        var account = probe.account();
        return switch (probe.kind()) {
            case OPERATOR, BREAK_GLASS, OWNER -> true;
            case REPLICATION, NAMED ->
                before.decision() != Decision.IMPLICIT_DENY || account == null || who.isOwner(account);
            // The log delivery group gets in by the ACL.
            case LOG_DELIVERY ->
                before.decision() != Decision.IMPLICIT_DENY || who.automation().logsByAcl();
            case SERVICE, INVENTORY -> before.decision() != Decision.IMPLICIT_DENY;
        };
    }

    /** An account is left out on purpose when the owner's would be let pass with the very same request. */
    private boolean isIntended(Probe probe, Statement denying) {
        var account = probe.account();
        if (account == null || who.isOwner(account)) {
            return false;
        }
        var owner = Principal.someoneIn(who.partition(), who.anyOwner());
        return switch (probe.kind()) {
            case NAMED, REPLICATION -> !denies(PolicyEvaluation.evaluate(alone(denying), probe.request(owner)));
            default -> false;
        };
    }

    private static PolicyDocument alone(Statement statement) {
        return PolicyDocument.empty().with(List.of(statement), Set.of());
    }
}
