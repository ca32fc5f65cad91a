package io.bucketwarden.operator;

import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.Algorithm;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.iam.Cidr;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the CRD once more, in order: {@code plan} has no admission, and an installed CRD may be older than the
 * operator, which must not act on what it would misread.
 */
final class SpecRules {

    private record Rule(String field, Predicate<S3BucketPolicySpec> holds, String advice) {}

    private static final String NAME = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";
    private static final String NAME_ADVICE =
            "a bucket name has 3 to 63 lowercase letters, digits, dots and hyphens, and begins and ends with a letter"
                    + " or digit";
    private static final String PRINCIPAL = "arn:aws[a-z-]*:iam::[0-9]{12}:(root|(role|user)/[^ ]+)";
    private static final String PRINCIPAL_ADVICE = "write principals as ARNs of roles or users of one account, such as"
            + " arn:aws:iam::123456789012:role/cleanup; for a session, write its role";
    private static final Posture NOTHING = new Posture(null, null, null, null, null, null, null, null, null);

    private static final List<Rule> ALL = List.of(
            bucketName(name -> name.matches(NAME), NAME_ADVICE),
            bucketName(
                    name -> !name.endsWith("--x-s3"),
                    "directory buckets (--x-s3) have no such settings: name a general purpose bucket"),
            bucketName(name -> !name.contains(".."), "a bucket name has no two dots in a row"),
            bucketName(
                    name -> !name.matches("[0-9]+([.][0-9]+){3}"),
                    "a bucket name is not an IP address: write the bucket's name"),
            bucketName(
                    name -> !name.startsWith("xn--") && !name.endsWith("-s3alias"),
                    "names with xn-- or -s3alias are reserved by S3: write the bucket's own name"),
            rule(
                    "accountId",
                    S3BucketPolicySpec::accountId,
                    id -> id.matches("[0-9]{12}"),
                    "write the account as 12 digits in quotes, such as \"123456789012\""),
            rule(
                    "region",
                    S3BucketPolicySpec::region,
                    region -> region.matches("[a-z]{2,8}(-[a-z]+)+-[0-9]+"),
                    "write a region such as eu-central-1, or leave it out to have it found"),
            rule(
                    "interval",
                    S3BucketPolicySpec::interval,
                    interval -> interval.matches("(?=.)([0-9]{1,4}h)?([0-9]{1,5}m)?([0-9]{1,6}s)?"),
                    "write hours, minutes and seconds, such as 10m, 90s or 1h30m"),
            new Rule(
                    "interval",
                    spec -> spec.effectiveInterval().compareTo(Duration.ofMinutes(1)) >= 0,
                    "an interval is at least 1m"),
            new Rule(
                    "posture",
                    spec -> !NOTHING.equals(spec.posture()),
                    "declare at least one facet, such as publicAccess: {block: true}"),
            facet(
                    "publicAccess",
                    Posture::publicAccess,
                    it -> Boolean.TRUE.equals(it.block()),
                    "write block: true, or leave publicAccess out to leave it unmanaged"),
            facet(
                    "objectOwnership",
                    Posture::objectOwnership,
                    it -> it.rule() != null,
                    "write a rule, such as BucketOwnerEnforced"),
            facet(
                    "encryption",
                    Posture::encryption,
                    it -> it.algorithm() != null
                            || it.kmsKeyArn() != null
                            || it.bucketKey() != null
                            || it.blockSseC() != null,
                    "declare at least one of algorithm, kmsKeyArn, bucketKey and blockSseC"),
            facet(
                    "encryption.kmsKeyArn",
                    Posture::encryption,
                    it -> all(
                            "arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+",
                            it.kmsKeyArn() == null ? null : List.of(it.kmsKeyArn())),
                    "write the key's ARN, such as arn:aws:kms:eu-central-1:123456789012:key/1234abcd-…; not an alias,"
                            + " not a bare id"),
            facet(
                    "encryption",
                    Posture::encryption,
                    it -> it.kmsKeyArn() == null || (it.algorithm() != null && it.algorithm() != Algorithm.AES256),
                    "kmsKeyArn needs algorithm: aws:kms or aws:kms:dsse beside it"),
            facet(
                    "encryption",
                    Posture::encryption,
                    it -> it.algorithm() == null || it.algorithm() == Algorithm.AES256 || it.kmsKeyArn() != null,
                    "algorithm aws:kms needs kmsKeyArn: write the ARN of the key"),
            facet(
                    "encryption",
                    Posture::encryption,
                    it -> !Boolean.TRUE.equals(it.bucketKey()) || it.algorithm() == Algorithm.AWS_KMS,
                    "bucketKey: true needs algorithm: aws:kms; leave bucketKey out otherwise"),
            facet("versioning", Posture::versioning, it -> it.status() != null, "write a status: Enabled or Suspended"),
            facet(
                    "mfaDelete",
                    Posture::mfaDelete,
                    it -> Boolean.TRUE.equals(it.required()) || Boolean.TRUE.equals(it.denyDeletesWithoutMfa()),
                    "write required: true, denyDeletesWithoutMfa: true, or both; leave mfaDelete out otherwise"),
            facet(
                    "mfaDelete.exemptPrincipals",
                    Posture::mfaDelete,
                    it -> all(PRINCIPAL, it.exemptPrincipals()),
                    PRINCIPAL_ADVICE),
            facet(
                    "logging.targetBucket",
                    Posture::logging,
                    it -> it.targetBucket() != null && it.targetBucket().matches(NAME),
                    NAME_ADVICE),
            new Rule(
                    "posture.logging.targetBucket",
                    spec -> spec.posture() == null
                            || spec.posture().logging() == null
                            || !String.valueOf(spec.posture().logging().targetBucket())
                                    .equals(spec.bucketName()),
                    "a bucket that logs into itself logs its own logs for ever: name another targetBucket"),
            facet(
                    "secureTransport.minimumTlsVersion",
                    Posture::secureTransport,
                    it -> it.minimumTlsVersion() == null
                            || it.minimumTlsVersion().matches("1[.][23]"),
                    "write \"1.2\" or \"1.3\", in quotes"),
            facet(
                    "networkAccess",
                    Posture::networkAccess,
                    it -> !isEmpty(it.allowedCidrs()) || !isEmpty(it.allowedVpcEndpoints()),
                    "list at least one network in allowedCidrs or one endpoint in allowedVpcEndpoints"),
            facet(
                    "networkAccess.allowedCidrs",
                    Posture::networkAccess,
                    it -> all(SpecRules::isCidr, it.allowedCidrs()),
                    "write networks in CIDR notation, such as 203.0.113.0/24 or 2001:db8::/32"),
            facet(
                    "networkAccess.allowedCidrs",
                    Posture::networkAccess,
                    it -> all(SpecRules::isMasked, it.allowedCidrs()),
                    "write the network's own address, with all host bits zero: 203.0.113.0/24, not 203.0.113.7/24"),
            facet(
                    "networkAccess.allowedCidrs",
                    Posture::networkAccess,
                    it -> all(cidr -> !cidr.endsWith("/0"), it.allowedCidrs()),
                    "a /0 network lets everybody in; leave networkAccess out instead"),
            facet(
                    "networkAccess.allowedVpcEndpoints",
                    Posture::networkAccess,
                    it -> all("vpce-[0-9a-f]{8,17}", it.allowedVpcEndpoints()),
                    "write endpoint ids, such as vpce-0a1b2c3d"),
            facet(
                    "networkAccess.exemptPrincipals",
                    Posture::networkAccess,
                    it -> all(PRINCIPAL, it.exemptPrincipals()),
                    PRINCIPAL_ADVICE),
            facet(
                    "accountAccess",
                    Posture::accountAccess,
                    it -> !isEmpty(it.allowedAccounts()) || !isEmpty(it.allowedOrganizations()),
                    "list at least one account in allowedAccounts or one organization in allowedOrganizations"),
            facet(
                    "accountAccess.allowedAccounts",
                    Posture::accountAccess,
                    it -> all("[0-9]{12}", it.allowedAccounts()),
                    "write accounts as 12 digits in quotes, such as \"123456789012\""),
            facet(
                    "accountAccess.allowedOrganizations",
                    Posture::accountAccess,
                    it -> all("o-[a-z0-9]{10,32}", it.allowedOrganizations()),
                    "write organization ids, such as o-a1b2c3d4e5"));

    private SpecRules() {}

    /** The first rule that does not hold: its field and what to write instead. */
    static Optional<String> broken(S3BucketPolicySpec spec) {
        return ALL.stream()
                .filter(rule -> !rule.holds().test(spec))
                .findFirst()
                .map(rule -> "spec." + rule.field() + ": " + rule.advice() + ".");
    }

    private static Rule bucketName(Predicate<String> holds, String advice) {
        return rule("bucketName", S3BucketPolicySpec::bucketName, holds, advice);
    }

    private static <T> Rule facet(
            String field, Function<Posture, @Nullable T> part, Predicate<T> holds, String advice) {
        return rule(
                "posture." + field, spec -> spec.posture() == null ? null : part.apply(spec.posture()), holds, advice);
    }

    /** What is left out breaks no rule. */
    private static <T> Rule rule(
            String field, Function<S3BucketPolicySpec, @Nullable T> part, Predicate<T> holds, String advice) {
        return new Rule(
                field,
                spec -> {
                    var value = part.apply(spec);
                    return value == null || holds.test(value);
                },
                advice);
    }

    private static boolean isEmpty(@Nullable List<String> list) {
        return list == null || list.isEmpty();
    }

    private static boolean all(String pattern, @Nullable List<String> list) {
        return all(item -> item.matches(pattern), list);
    }

    private static boolean all(Predicate<String> holds, @Nullable List<String> list) {
        return list == null || list.stream().allMatch(item -> item != null && holds.test(item));
    }

    private static boolean isCidr(String text) {
        return text.contains("/") && Cidr.parse(text).isPresent();
    }

    private static boolean isMasked(String text) {
        var address = Cidr.parse(text.substring(0, Math.max(0, text.indexOf('/'))));
        return Cidr.parse(text).map(Cidr::network).equals(address.map(Cidr::network));
    }
}
