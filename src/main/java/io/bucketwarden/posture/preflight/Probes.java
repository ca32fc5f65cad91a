package io.bucketwarden.posture.preflight;

import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Principal;
import io.bucketwarden.iam.ServiceName;
import io.bucketwarden.iam.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every request that has to go on to work: of those who repair the bucket, of its owner's account, of what S3 does with
 * it by itself, and of whom others' statements in its document name.
 */
final class Probes {

    /** Who may make these can undo whatever a document does. */
    static final List<String> POLICY_ACTIONS =
            List.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

    /** The rest of what the operator asks of the bucket itself to judge and repair it. */
    static final List<String> OPERATOR_ACTIONS = List.of(
            "s3:GetBucketAcl",
            "s3:PutBucketAcl",
            "s3:GetBucketPolicyStatus",
            "s3:GetBucketPublicAccessBlock",
            "s3:PutBucketPublicAccessBlock",
            "s3:GetBucketOwnershipControls",
            "s3:PutBucketOwnershipControls",
            "s3:GetEncryptionConfiguration",
            "s3:PutEncryptionConfiguration",
            "s3:GetBucketVersioning",
            "s3:PutBucketVersioning",
            "s3:GetLifecycleConfiguration",
            "s3:GetBucketLogging",
            "s3:PutBucketLogging",
            "s3:GetBucketObjectLockConfiguration",
            "s3:GetReplicationConfiguration",
            "s3:GetInventoryConfiguration",
            "s3:GetBucketTagging");

    static final List<String> DATA_ACTIONS =
            List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket");

    /** What may be asked a second factor for, but must stay possible with one. */
    private static final List<String> GUARDED_ACTIONS =
            List.of("s3:DeleteObjectVersion", "s3:DeleteBucket", "s3:PutLifecycleConfiguration");

    private static final List<String> REPLICATION_ACTIONS =
            List.of("s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging");

    private static final String S3 = "s3.amazonaws.com";

    private final Dependents who;
    private final List<Place> admitted;
    private final List<Probe> probes = new ArrayList<>();

    private Probes(Dependents who, List<Place> admitted) {
        this.who = who;
        this.admitted = admitted;
    }

    /**
     * @param restricting statements that are about to be put
     * @param ours Sids that say nothing of what others are allowed
     */
    static List<Probe> of(PolicyDocument now, List<Statement> restricting, Set<String> ours, Dependents who) {
        var probes = new Probes(who, Place.admittedBy(restricting, who.server()));
        probes.operator();
        probes.breakGlass();
        probes.owner();
        probes.automation();
        probes.anybodyElse();
        probes.probes.addAll(NamedProbes.of(now, ours, who, restricting, probes.admitted));
        return List.copyOf(probes.probes);
    }

    private void operator() {
        var place = who.server().tls() ? Place.ANYWHERE : Place.UNENCRYPTED;
        var names = who.operator().stream()
                .filter(arn -> arn.indexOf('*') < 0 && !who.breakGlass().contains(arn))
                .toList();
        for (var action : concat(POLICY_ACTIONS, OPERATOR_ACTIONS)) {
            if (names.isEmpty()) {
                add(Kind.OPERATOR, "whoever it is", null, someone(), action, place);
            }
            names.forEach(arn -> add(Kind.OPERATOR, arn, null, working(arn), action, place));
        }
    }

    private void breakGlass() {
        for (var arn : who.breakGlass()) {
            concat(POLICY_ACTIONS, DATA_ACTIONS)
                    .forEach(action -> add(Kind.BREAK_GLASS, arn, null, working(arn), action, Place.ANYWHERE));
        }
    }

    private void owner() {
        var name = who.owner() == null ? "anybody" : "account " + who.owner();
        POLICY_ACTIONS.forEach(action -> add(Kind.OWNER, name, who.owner(), someone(), action, Place.ANYWHERE));
        for (var place : admitted) {
            concat(DATA_ACTIONS, GUARDED_ACTIONS)
                    .forEach(action -> add(Kind.OWNER, name, who.owner(), someone(), action, place));
        }
    }

    /** Whom a perimeter of networks is there to keep out. */
    private void anybodyElse() {
        if (!admitted.contains(Place.ANYWHERE)) {
            var somebody = Principal.of("arn:" + who.partition() + ":iam::" + who.anyOwner() + ":user/anybody-else");
            add(Kind.ANYBODY_ELSE, "anybody else", null, somebody, "s3:GetObject", Place.ELSEWHERE);
        }
    }

    /** S3's own addresses are in nobody's network. */
    private void automation() {
        var delivery = Principal.of(ServiceName.LOG_DELIVERY);
        add(Kind.LOG_DELIVERY, ServiceName.LOG_DELIVERY, null, delivery, "s3:PutObject", Place.OF_AWS);
        if (who.automation().logsByAcl()) {
            var group = Principal.canonicalUser("log delivery");
            add(Kind.LOG_DELIVERY_GROUP, "the log delivery group", null, group, "s3:PutObject", Place.OF_AWS);
        }
        if (who.automation().inventory()) {
            add(Kind.INVENTORY, S3, null, Principal.of(S3), "s3:PutObject", Place.OF_AWS);
        }
        for (var role : who.automation().replicationRoles()) {
            for (var action : REPLICATION_ACTIONS) {
                add(Kind.REPLICATION, role, null, working(role), action, Place.OF_AWS);
            }
        }
    }

    private void add(Kind kind, String name, @Nullable String account, Principal principal, String action, Place from) {
        probes.add(from.probe(kind, name, account, principal, action, who));
    }

    private Principal someone() {
        return Principal.someoneIn(who.partition(), who.anyOwner());
    }

    /** A role works by its sessions. */
    private static Principal working(String arn) {
        return arn.contains(":role/") ? Principal.session(arn, "preflight") : Principal.of(arn);
    }

    private static List<String> concat(List<String> one, List<String> other) {
        var both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }
}
