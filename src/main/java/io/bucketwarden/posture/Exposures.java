package io.bucketwarden.posture;

import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.Exposure.Access;
import io.bucketwarden.api.Exposure.Through;
import io.bucketwarden.api.Exposure.To;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.PublicPolicy;
import io.bucketwarden.iam.Reach;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.text.Shortened;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.Grant;

/**
 * Every way in which a bucket is open, or would be if nothing neutralised it. What is not known is never taken for
 * closed: a way stays open until something that was read neutralises it.
 *
 * @param all through the ACL first, then through the policy document
 * @param unreadGrants why the ACL or the policy document could not be read, so that there may be more ways
 * @param unreadSettings why settings could not be read that may neutralise what is listed as open
 * @param remarks where S3's own opinion of the policy document differs, or could not be had
 */
public record Exposures(
        List<Exposure> all, List<CallFailed> unreadGrants, List<CallFailed> unreadSettings, List<String> remarks) {

    private static final int LONGEST_DETAIL = 128;

    /** Stands for a Sid, which has no spaces. */
    private static final String AS_A_WHOLE = "as a whole";

    public Exposures {
        all = List.copyOf(all);
        unreadGrants = List.copyOf(unreadGrants);
        unreadSettings = List.copyOf(unreadSettings);
        remarks = List.copyOf(remarks);
    }

    /** How the bucket is open. What this pass has read already is not read again; nothing is thrown. */
    public static Exposures of(LiveBucket bucket) {
        return judge(ExposureFacts.of(bucket));
    }

    /**
     * What these settings come to by themselves, where nothing else lets anybody in, and nothing of the account keeps them
     * out.
     */
    public static Exposures of(GetBucketAclResponse acl, PublicAccessBlock block, Optional<String> ownership) {
        return judge(new ExposureFacts(
                "",
                Reading.of(() -> acl),
                Reading.of(PolicyDocument::empty),
                Reading.of(() -> block),
                Reading.unasked(),
                Reading.of(() -> ownership),
                Reading.unasked()));
    }

    static Exposures judge(ExposureFacts facts) {
        var byAcl = neutralizer(facts, "ignorePublicAcls", PublicAccessBlock::ignorePublicAcls)
                .or(() -> facts.ownership().value().flatMap(rule -> rule).filter("BucketOwnerEnforced"::equals));
        var byPolicy = neutralizer(facts, "restrictPublicBuckets", PublicAccessBlock::restrictPublicBuckets);
        var all = new ArrayList<Exposure>();
        facts.acl().value().map(PublicGrants::in).orElse(List.of()).forEach(grant -> all.add(of(grant, byAcl)));
        var document = facts.document().value().orElse(PolicyDocument.empty());
        var statements = PublicPolicy.publicStatements(document);
        statements.forEach(statement -> all.add(of(statement, facts.bucketArn(), byPolicy)));
        var opinion = facts.secondOpinion().value().flatMap(said -> said);
        if (statements.isEmpty() && opinion.filter(said -> said).isPresent()) {
            all.add(byStatus(document, facts.bucketArn(), byPolicy));
        }
        return new Exposures(
                all,
                Stream.of(facts.acl(), facts.document())
                        .flatMap(part -> part.failure().stream())
                        .toList(),
                unreadSettings(facts, all),
                remarks(facts, !statements.isEmpty()));
    }

    /** What is open in fact, as far as known. */
    public List<Exposure> effective() {
        return all.stream().filter(Exposure::isEffective).toList();
    }

    /** Whether it is open in fact, as far as known. */
    public boolean isOpen() {
        return all.stream().anyMatch(Exposure::isEffective);
    }

    /** Everything that could not be read and could change the answer; empty when the answer is certain. */
    public List<CallFailed> unread() {
        return Stream.concat(unreadGrants.stream(), unreadSettings.stream()).toList();
    }

    /** One of them in words, for people. */
    public String describe(Exposure exposure) {
        var words = new StringBuilder(exposure.to() == To.Everyone ? "everyone" : "any AWS account")
                .append(" may ")
                .append(exposure.access().isEmpty() ? "come in" : verbs(exposure.access()) + " the bucket")
                .append(" (")
                .append(way(exposure))
                .append(")");
        if (!exposure.isEffective()) {
            return words.append(", neutralised by ")
                    .append(exposure.neutralizedBy())
                    .toString();
        }
        return words.append(unreadSettings.isEmpty() ? "" : ", open as far as known")
                .toString();
    }

    private static String way(Exposure exposure) {
        var detail = exposure.detail();
        if (exposure.through() == Through.Acl) {
            return "grant " + detail;
        }
        if (detail == null) {
            return "a statement without Sid";
        }
        return detail.equals(AS_A_WHOLE) ? "the policy document as a whole" : "statement " + detail;
    }

    /** Bucket or account: whichever is more restrictive holds, so either neutralises. */
    private static Optional<String> neutralizer(
            ExposureFacts facts, String setting, Predicate<PublicAccessBlock> isOn) {
        return facts.bucketBlock()
                .value()
                .filter(isOn)
                .map(_ -> setting + " of the bucket")
                .or(() -> facts.accountBlock().value().filter(isOn).map(_ -> setting + " of the account"));
    }

    private static Exposure of(Grant grant, Optional<String> neutralizedBy) {
        var everyone = PublicGrants.isToEveryone(grant);
        return new Exposure(
                Through.Acl,
                Shortened.to(
                        grant.permissionAsString() + " to " + (everyone ? "AllUsers" : "AuthenticatedUsers"),
                        LONGEST_DETAIL),
                everyone ? To.Everyone : To.AnyAwsAccount,
                AccessGranted.by(grant.permission()),
                neutralizedBy.orElse(null));
    }

    private static Exposure of(Statement statement, String bucketArn, Optional<String> neutralizedBy) {
        var reach = Reach.of(statement);
        return new Exposure(
                Through.PolicyDocument,
                statement.sid().map(sid -> Shortened.to(sid, LONGEST_DETAIL)).orElse(null),
                reach.admitsAnonymous() ? To.Everyone : To.AnyAwsAccount,
                AccessGranted.by(reach, bucketArn),
                neutralizedBy.orElse(null));
    }

    /** S3 says so without saying which statement it means, so any Allow may be the one. */
    private static Exposure byStatus(PolicyDocument document, String bucketArn, Optional<String> neutralizedBy) {
        var access = document.statements().stream()
                .filter(Statement::isAllow)
                .flatMap(statement -> AccessGranted.by(Reach.of(statement), bucketArn).stream())
                .distinct()
                .sorted()
                .toList();
        return new Exposure(Through.PolicyDocument, AS_A_WHOLE, To.Everyone, access, neutralizedBy.orElse(null));
    }

    private static List<CallFailed> unreadSettings(ExposureFacts facts, List<Exposure> all) {
        var open = all.stream().filter(Exposure::isEffective).toList();
        var throughAcl = open.stream().anyMatch(it -> it.through() == Through.Acl);
        return Stream.of(
                        open.isEmpty()
                                ? Optional.<CallFailed>empty()
                                : facts.bucketBlock().failure(),
                        open.isEmpty()
                                ? Optional.<CallFailed>empty()
                                : facts.accountBlock().failure(),
                        throughAcl ? facts.ownership().failure() : Optional.<CallFailed>empty())
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<String> remarks(ExposureFacts facts, boolean publicByDefinition) {
        if (facts.secondOpinion().failure().isPresent()) {
            return List.of("S3's own opinion of the policy document could not be had: "
                    + facts.secondOpinion().failure().get().text());
        }
        var opinion = facts.secondOpinion().value().flatMap(said -> said);
        if (opinion.isEmpty() || opinion.get() == publicByDefinition) {
            return List.of();
        }
        return List.of(
                publicByDefinition
                        ? "S3 does not call the policy document public (GetBucketPolicyStatus), but by AWS's published"
                                + " definition it is. It counts as public."
                        : "S3 calls the policy document public (GetBucketPolicyStatus), though by AWS's published"
                                + " definition no statement of it is. It counts as public.");
    }

    private static String verbs(List<Access> access) {
        var verbs =
                access.stream().map(it -> it.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
        var last = verbs.lastIndexOf(", ");
        return last < 0 ? verbs : verbs.substring(0, last) + " and" + verbs.substring(last + 1);
    }
}
