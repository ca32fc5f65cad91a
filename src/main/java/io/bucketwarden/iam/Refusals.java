package io.bucketwarden.iam;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Why a store would refuse a policy document, found before it is sent.
 *
 * <p>Statements that were stored before were accepted once, so of these only what turns a stored document invalid
 * counts. Stores other than AWS take much that AWS refuses, so there only what no store takes counts.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principals</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html">Sid</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html">Version</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     Condition operators</a>
 * @see <a href="https://repost.aws/knowledge-center/s3-invalid-principal-in-policy-error">Invalid principal in policy</a>
 */
public final class Refusals {

    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
    private static final int MOST_TOLD = 3;
    private static final Pattern SID = Pattern.compile("[A-Za-z0-9]*");

    /**
     * The bucket that a document is for.
     *
     * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov} and so on
     * @param arn such as {@code arn:aws:s3:::acme}
     * @param aws whether it is stored by AWS and not by another server that speaks S3
     */
    public record Bucket(String partition, String arn, boolean aws) {}

    private final PolicyDocument stored;
    private final PolicyDocument next;
    private final Bucket bucket;
    private final List<String> found = new ArrayList<>();

    private Refusals(PolicyDocument stored, PolicyDocument next, Bucket bucket) {
        this.stored = stored;
        this.next = next;
        this.bucket = bucket;
    }

    /**
     * The reasons as sentences that say what to do; none when nothing is known to be wrong.
     *
     * @param stored the document as it was read
     * @param next made of {@code stored} by {@link PolicyDocument#with}; one without statements is deleted instead of
     *     sent, and so never refused
     */
    public static List<String> of(PolicyDocument stored, PolicyDocument next, Bucket bucket) {
        var refusals = new Refusals(stored, next, bucket);
        if (!next.isEmpty()) {
            refusals.judge();
        }
        return List.copyOf(refusals.found);
    }

    /** The same in one text, which names at most three reasons and counts the rest; empty when there is none. */
    public static Optional<String> told(PolicyDocument stored, PolicyDocument next, Bucket bucket) {
        var all = of(stored, next, bucket);
        var text = String.join(" ", all.subList(0, Math.min(all.size(), MOST_TOLD)));
        return Optional.of(
                        all.size() > MOST_TOLD
                                ? text + " And " + (all.size() - MOST_TOLD) + " more of the like."
                                : text)
                .filter(it -> !it.isEmpty());
    }

    private void judge() {
        size();
        version();
        for (var statement : next.statements()) {
            int place = stored.statements().indexOf(statement);
            if (place >= 0) {
                deletedPrincipals(
                        statement, statement.sid().map(Refusals::named).orElse("statement number " + (place + 1)));
            } else {
                judge(statement);
            }
        }
    }

    private void size() {
        int bytes = next.sizeInBytes();
        if (bytes > PolicyDocument.MAX_BYTES && bytes > stored.sizeInBytes()) {
            found.add("The policy document would have " + bytes + " bytes, " + (bytes - PolicyDocument.MAX_BYTES)
                    + " more than the " + PolicyDocument.MAX_BYTES
                    + " that S3 stores. Shorten the lists of this policy, or statements of others.");
        }
    }

    private void version() {
        next.namedVersion()
                .filter(version -> bucket.aws() && !VERSIONS.contains(version))
                .ifPresent(version -> {
                    found.add("The policy document has the Version " + MalformedPolicyException.quoted(version)
                            + ", which AWS does not know: set it to 2012-10-17 or 2008-10-17.");
                });
    }

    private void deletedPrincipals(Statement statement, String name) {
        if (!bucket.aws()) {
            return;
        }
        statement.meaning().principals().values().stream()
                .filter(principal -> principal.startsWith("AWS:"))
                .map(principal -> principal.substring("AWS:".length()))
                .filter(PrincipalFault::isDeleted)
                .forEach(id -> found.add(sentence(name) + " names " + id
                        + ", which stands for a principal that was deleted; AWS refuses a document"
                        + " that names it. Remove the statement or name a living principal; until then nothing is"
                        + " written."));
    }

    private void judge(Statement statement) {
        var name = statement.sid().map(Refusals::named).orElse("a statement without Sid");
        // Half of a surrogate pair would be sent as a question mark.
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(statement.toString())) {
            found.add(
                    sentence(name) + " holds half of a character, which cannot be written as UTF-8: spell it in full.");
        }
        if (!bucket.aws()) {
            return;
        }
        if (!SID.matcher(statement.sid().orElse("")).matches()) {
            found.add(sentence(name) + " has a Sid with other characters than A-Z, a-z and 0-9: use these only.");
        }
        for (var fault : PrincipalFault.of(statement, bucket.partition())) {
            found.add(sentence(name) + " " + fault);
        }
        var meaning = statement.meaning();
        if (!meaning.actions().negated()) {
            each(meaning.actions().values(), Refusals::isAction, name, "the action", "name actions of s3 only");
        }
        if (!meaning.resources().negated()) {
            each(
                    meaning.resources().values(),
                    this::isOfBucket,
                    name,
                    "the resource",
                    "name " + bucket.arn() + " or what is below it");
        }
        for (var clause : meaning.conditions()) {
            if (clause.family() == OperatorFamily.UNKNOWN
                    || (clause.family() == OperatorFamily.PRESENCE && clause.ifExists())) {
                found.add(sentence(name) + " has the condition operator "
                        + MalformedPolicyException.quoted(clause.operator())
                        + (clause.ifExists() ? " with IfExists" : "")
                        + ", which AWS does not know: use one of its condition operators.");
            }
        }
    }

    private void each(
            Set<String> values,
            java.util.function.Predicate<String> accepted,
            String name,
            String what,
            String advice) {
        values.stream()
                .filter(value -> !accepted.test(value))
                .forEach(value ->
                        found.add(sentence(name) + " has " + what + " " + MalformedPolicyException.quoted(value)
                                + ", which S3 does not take in the policy of this bucket: " + advice + "."));
    }

    private static boolean isAction(String action) {
        return action.equals("*") || action.startsWith("s3:");
    }

    /** Whether a resource is of the bucket, as far as it is spelled out. */
    private boolean isOfBucket(String resource) {
        var fixed = resource.split("[*?]|\\$\\{", 2)[0];
        var below = bucket.arn() + "/";
        return fixed.startsWith(below)
                || (fixed.length() < resource.length() ? below.startsWith(fixed) : fixed.equals(bucket.arn()));
    }

    private static String named(String sid) {
        return "statement " + MalformedPolicyException.quoted(sid);
    }

    private static String sentence(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
