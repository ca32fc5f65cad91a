package io.bucketwarden.operator.rules;

import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.Algorithm;
import io.bucketwarden.iam.Cidr;
import io.bucketwarden.iam.PrincipalArn;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What each facet of a posture must say. */
final class PostureRules {

    private static final Posture NOTHING = new Posture(null, null, null, null, null, null, null, null, null);

    static final List<Rule> ALL = List.of(
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
                    "publicAccess.exemptTag",
                    posture -> posture.publicAccess() == null
                            ? null
                            : posture.publicAccess().exemptTag(),
                    it -> it.key() != null && !it.key().isEmpty(),
                    "write the key of the tag, such as {key: Public}"),
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
                    it -> Rule.all(
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
                    it -> Rule.all(PrincipalArn.FORM, it.exemptPrincipals()),
                    PrincipalArn.ADVICE),
            facet(
                    "logging.targetBucket",
                    Posture::logging,
                    it -> it.targetBucket() != null && it.targetBucket().matches(TargetRules.NAME),
                    TargetRules.NAME_ADVICE),
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
                    it -> !Rule.isEmpty(it.allowedCidrs()) || !Rule.isEmpty(it.allowedVpcEndpoints()),
                    "list at least one network in allowedCidrs or one endpoint in allowedVpcEndpoints"),
            facet(
                    "networkAccess.allowedCidrs",
                    Posture::networkAccess,
                    it -> Rule.all(PostureRules::isCidr, it.allowedCidrs()),
                    "write networks in CIDR notation, such as 203.0.113.0/24 or 2001:db8::/32"),
            facet(
                    "networkAccess.allowedCidrs",
                    Posture::networkAccess,
                    it -> Rule.all(PostureRules::isMasked, it.allowedCidrs()),
                    "write the network's own address, with all host bits zero: 203.0.113.0/24, not 203.0.113.7/24"),
            facet(
                    "networkAccess.allowedCidrs",
                    Posture::networkAccess,
                    it -> Rule.all(cidr -> !cidr.endsWith("/0"), it.allowedCidrs()),
                    "a /0 network lets everybody in; leave networkAccess out instead"),
            facet(
                    "networkAccess.allowedVpcEndpoints",
                    Posture::networkAccess,
                    it -> Rule.all("vpce-[0-9a-f]{8,17}", it.allowedVpcEndpoints()),
                    "write endpoint ids, such as vpce-0a1b2c3d"),
            facet(
                    "networkAccess.exemptPrincipals",
                    Posture::networkAccess,
                    it -> Rule.all(PrincipalArn.FORM, it.exemptPrincipals()),
                    PrincipalArn.ADVICE),
            facet(
                    "accountAccess",
                    Posture::accountAccess,
                    it -> !Rule.isEmpty(it.allowedAccounts()) || !Rule.isEmpty(it.allowedOrganizations()),
                    "list at least one account in allowedAccounts or one organization in allowedOrganizations"),
            facet(
                    "accountAccess.allowedAccounts",
                    Posture::accountAccess,
                    it -> Rule.all("[0-9]{12}", it.allowedAccounts()),
                    "write accounts as 12 digits in quotes, such as \"123456789012\""),
            facet(
                    "accountAccess.allowedOrganizations",
                    Posture::accountAccess,
                    it -> Rule.all("o-[a-z0-9]{10,32}", it.allowedOrganizations()),
                    "write organization ids, such as o-a1b2c3d4e5"));

    private PostureRules() {}

    private static <T> Rule facet(
            String field, Function<Posture, @Nullable T> part, Predicate<T> holds, String advice) {
        return Rule.of(
                "posture." + field, spec -> spec.posture() == null ? null : part.apply(spec.posture()), holds, advice);
    }

    private static boolean isCidr(String text) {
        return text.contains("/") && Cidr.parse(text).isPresent();
    }

    private static boolean isMasked(String text) {
        var address = Cidr.parse(text.substring(0, Math.max(0, text.indexOf('/'))));
        return Cidr.parse(text).map(Cidr::network).equals(address.map(Cidr::network));
    }
}
