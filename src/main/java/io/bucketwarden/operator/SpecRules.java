package io.bucketwarden.operator;

import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.Algorithm;
import io.bucketwarden.api.S3BucketPolicySpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rules that admission has checked already, where the CRD in the cluster is as new as this operator. They are checked
 * again because a statement without its condition would deny everybody, and because {@code plan} knows no admission.
 */
final class SpecRules {

    /** A spec that meets {@code broken} must not be acted upon, and its author is told {@code advice}. */
    private record Rule(Predicate<S3BucketPolicySpec> broken, String advice) {}

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern KEY = Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+");
    private static final Pattern PRINCIPAL = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:(root|(role|user)/[^ ]+)");

    private static final List<Rule> RULES = List.of(
            new Rule(
                    spec -> !matches(BUCKET, spec.bucketName())
                            || String.valueOf(spec.bucketName()).endsWith("--x-s3"),
                    "spec.bucketName is not the name of a general purpose bucket: 3 to 63 lowercase letters, digits, dots"
                            + " and hyphens."),
            posture(
                    Posture::encryption,
                    e -> e.kmsKeyArn() != null
                            && (e.algorithm() == null
                                    || e.algorithm() == Algorithm.AES256
                                    || !matches(KEY, e.kmsKeyArn())),
                    "spec.posture.encryption.kmsKeyArn is the ARN of a key, beside algorithm aws:kms or aws:kms:dsse."),
            posture(
                    Posture::encryption,
                    e -> e.algorithm() != null && e.algorithm() != Algorithm.AES256 && e.kmsKeyArn() == null,
                    "spec.posture.encryption.kmsKeyArn is missing: write the ARN of the key."),
            posture(
                    Posture::networkAccess,
                    n -> isEmpty(n.allowedCidrs()) && isEmpty(n.allowedVpcEndpoints()),
                    "spec.posture.networkAccess allows nobody: write allowedCidrs, allowedVpcEndpoints, or both."),
            posture(
                    Posture::accountAccess,
                    a -> isEmpty(a.allowedAccounts()) && isEmpty(a.allowedOrganizations()),
                    "spec.posture.accountAccess allows nobody: write allowedAccounts, allowedOrganizations, or both."),
            posture(
                    Posture::networkAccess,
                    n -> !arePrincipals(n.exemptPrincipals()),
                    "spec.posture.networkAccess.exemptPrincipals are ARNs of roles or users of one account."),
            posture(
                    Posture::mfaDelete,
                    m -> !arePrincipals(m.exemptPrincipals()),
                    "spec.posture.mfaDelete.exemptPrincipals are ARNs of roles or users of one account."),
            new Rule(
                    spec -> Optional.ofNullable(spec.posture())
                            .map(Posture::logging)
                            .filter(logging -> Objects.equals(logging.targetBucket(), spec.bucketName()))
                            .isPresent(),
                    "spec.posture.logging.targetBucket is the bucket itself, which would log its own logs for ever: name"
                            + " another one."));

    private SpecRules() {}

    /** The advice of the first rule that the spec breaks. */
    static Optional<String> broken(S3BucketPolicySpec spec) {
        return RULES.stream()
                .filter(rule -> rule.broken().test(spec))
                .map(Rule::advice)
                .findFirst();
    }

    private static <T> Rule posture(Function<Posture, @Nullable T> facet, Predicate<T> broken, String advice) {
        return new Rule(
                spec -> Optional.ofNullable(spec.posture())
                        .map(facet)
                        .filter(broken)
                        .isPresent(),
                advice);
    }

    private static boolean matches(Pattern pattern, @Nullable String text) {
        return text != null && pattern.matcher(text).matches();
    }

    private static boolean isEmpty(@Nullable List<String> list) {
        return list == null || list.isEmpty();
    }

    private static boolean arePrincipals(@Nullable List<String> list) {
        return list == null || list.stream().allMatch(principal -> matches(PRINCIPAL, principal));
    }
}
