package io.bucketwarden.access.impact;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.Operations;
import io.bucketwarden.iam.PolicyEvaluation;
import io.bucketwarden.iam.PolicyEvaluation.Decision;
import io.bucketwarden.iam.Principal;
import io.bucketwarden.iam.Request;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Says what one restriction would have done to requests. Remembers its answers, and so is of most use when it is kept over
 * many objects of a log; may be used by several threads.
 */
public final class Judge {

    private static final int REMEMBERED = 20_000;

    /** The question of a browser before its request; nobody needs to be allowed to ask it. */
    private static final String PREFLIGHT = "REST.OPTIONS.PREFLIGHT";

    /** One of each kind that restrictions distinguish, for an operation of which the action is not known. */
    private static final List<String> ACTIONS = List.of("s3:GetObject", "s3:ListBucket", "s3:GetBucketPolicy");

    /** Those that may be the only one; ROLE_PATH by another way. */
    private static final List<Doubt> DOUBTS =
            List.of(Doubt.ENDPOINT, Doubt.SERVICE, Doubt.ADDRESS, Doubt.ORGANIZATION, Doubt.TRANSPORT);

    private static final Pattern SESSION = Pattern.compile("arn:([^:]+):sts::([0-9]{12}):assumed-role/([^/]+)(/.*)?");

    private final Candidate candidate;
    private final String bucketArn;
    private final ConcurrentHashMap<Question, Judgement> answers = new ConcurrentHashMap<>();

    public Judge(Candidate candidate) {
        this.candidate = candidate;
        this.bucketArn = candidate.bucketArn();
    }

    Candidate candidate() {
        return candidate;
    }

    /**
     * What S3 does by itself no policy decides about; and to what was refused as it was, a further refusal changes nothing.
     */
    Judgement judge(Access access) {
        var name = access.operation().name();
        if (access.refused()
                || isNobodyAndGotNothing(access)
                || Operations.isOfS3Itself(name)
                || name.equals(PREFLIGHT)) {
            return Judgement.FINE;
        }
        var question = Question.of(access);
        var known = answers.get(question);
        if (known != null) {
            return known;
        }
        var judged = judge(question, access.principal());
        if (answers.size() >= REMEMBERED) {
            answers.clear();
        }
        answers.put(question, judged);
        return judged;
    }

    /** Before it asks who it is S3 redirects, or finds a request malformed: anybody may cause such lines in any log. */
    private static boolean isNobodyAndGotNothing(Access access) {
        return access.accessor().isAnonymous()
                && switch (access.status()) {
                    case 301, 302, 307, 400, 405, 501 -> true;
                    default -> false;
                };
    }

    private Judgement judge(Question question, Principal principal) {
        var told = ToldKeys.of(question);
        if (question.action().isEmpty()) {
            var decisions = ACTIONS.stream()
                    .map(action -> decision(principal, action, !action.contains("Bucket"), told))
                    .distinct()
                    .toList();
            return decisions.size() == 1 && decisions.getFirst() != Decision.CANNOT_TELL
                    ? certain(decisions.getFirst())
                    : Judgement.cannotTell(Doubt.OPERATION);
        }
        var decision = decision(question, principal, told);
        return decision == Decision.CANNOT_TELL
                ? Judgement.cannotTell(why(question, principal, told))
                : certain(decision);
    }

    /** A document that allows nothing says IMPLICIT_DENY where it does not deny. */
    private static Judgement certain(Decision decision) {
        return decision == Decision.EXPLICIT_DENY ? Judgement.DENIED : Judgement.FINE;
    }

    /** The first thing that would have settled it, had it been told. */
    private Doubt why(Question question, Principal principal, ToldKeys told) {
        for (var doubt : DOUBTS) {
            if (decision(question, principal, told.without(doubt)) != Decision.CANNOT_TELL) {
                return doubt;
            }
        }
        var session = SESSION.matcher(question.principal());
        if (session.matches()) {
            var role = "arn:" + session.group(1) + ":iam::" + session.group(2) + ":role/" + session.group(3);
            var known = Principal.session(role, "session");
            return decision(question, known, told) == Decision.CANNOT_TELL ? Doubt.SEVERAL : Doubt.ROLE_PATH;
        }
        return question.principal().startsWith("arn:") ? Doubt.SEVERAL : Doubt.PRINCIPAL;
    }

    private Decision decision(Question question, Principal principal, ToldKeys told) {
        return decision(principal, question.action(), question.onObject(), told);
    }

    private Decision decision(Principal principal, String action, boolean onObject, ToldKeys told) {
        // The statements are on all objects, so that any key will do.
        var resource = onObject ? bucketArn + "/key" : bucketArn;
        return PolicyEvaluation.evaluate(candidate.document(), new Request(principal, action, resource, told.context()))
                .decision();
    }
}
