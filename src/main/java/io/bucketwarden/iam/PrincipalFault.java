package io.bucketwarden.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Principals that AWS does not take, each as the rest of a sentence about its statement.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principals</a>
 */
final class PrincipalFault {

    private static final Set<String> KINDS = Set.of("AWS", "Service", "Federated", "CanonicalUser");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    /**
     * What AWS puts in the place of a user or role that is deleted.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids">
     *     Unique identifiers</a>
     */
    private static final Pattern DELETED = Pattern.compile("A(?:IDA|ROA|GPA|IPA|NPA|NVA)[A-Z0-9]{12,}");

    private PrincipalFault() {}

    static boolean isDeleted(String principal) {
        return DELETED.matcher(principal).matches();
    }

    static List<String> of(Statement statement, String partition) {
        var json = statement.json();
        var principals = json.path(json.has("Principal") ? "Principal" : "NotPrincipal");
        var faults = new ArrayList<String>();
        if (principals.isTextual()) {
            ofText(principals.asText()).ifPresent(faults::add);
        }
        for (var kind : principals.properties()) {
            if (!KINDS.contains(kind.getKey())) {
                faults.add("names principals of the kind " + MalformedPolicyException.quoted(kind.getKey())
                        + ", which AWS does not know: use AWS, Service, Federated or CanonicalUser.");
            } else if (kind.getKey().equals("AWS")) {
                texts(kind.getValue()).forEach(value -> ofAws(value, partition).ifPresent(faults::add));
            }
        }
        return faults;
    }

    private static Optional<String> ofText(String principal) {
        return principal.equals("*")
                ? Optional.empty()
                : fault(principal, "outside of a kind such as AWS; only * may stand so. Write {\"AWS\": ...}.");
    }

    private static Optional<String> ofAws(String principal, String partition) {
        if (principal.equals("*") || AccountId.isOne(principal)) {
            return Optional.empty();
        }
        if (isDeleted(principal)) {
            return fault(principal, "a principal that was deleted: name a living one.");
        }
        if (DIGITS.matcher(principal).matches()) {
            return fault(principal, "an account id that does not have 12 digits: check it.");
        }
        return ArnPattern.parse(principal)
                .map(arn -> ofArn(arn, principal, partition))
                .orElseGet(() -> fault(principal, "neither an account id nor an ARN: name one of these."));
    }

    private static Optional<String> ofArn(ArnPattern arn, String principal, String partition) {
        if (Wildcards.isPattern(principal)) {
            return fault(
                    principal,
                    "with a wildcard, and AWS takes none inside of a principal: name it in full, or use * with the"
                            + " condition ArnLike on aws:PrincipalArn.");
        }
        if (!arn.partition().equals(partition)) {
            return fault(
                    principal,
                    "of the partition " + arn.partition() + ", but the bucket is in " + partition
                            + ": name principals of that partition.");
        }
        if (!arn.service().equals("iam") && !arn.service().equals("sts")) {
            return fault(
                    principal, "an ARN of " + arn.service() + ", which is no principal: name a user, role or account.");
        }
        return AccountId.isOne(arn.account()) || isOriginAccessIdentity(arn)
                ? Optional.empty()
                : fault(principal, "with an account id that does not have 12 digits: check it.");
    }

    /** Those of CloudFront have a name in place of the account. */
    private static boolean isOriginAccessIdentity(ArnPattern arn) {
        return arn.account().equals("cloudfront")
                && arn.resource().startsWith("user/CloudFront Origin Access Identity ");
    }

    private static Optional<String> fault(String principal, String what) {
        return Optional.of("names the principal " + MalformedPolicyException.quoted(principal) + ", " + what);
    }

    private static List<String> texts(JsonNode node) {
        return Meaning.texts(node, "a Principal");
    }
}
