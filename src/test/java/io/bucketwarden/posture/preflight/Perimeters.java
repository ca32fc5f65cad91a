package io.bucketwarden.posture.preflight;

import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.preflight.Effect.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Statements as perimeters have them, and who works with the bucket. */
final class Perimeters {

    static final String BUCKET = "arn:aws:s3:::acme";
    static final String OWNER = "123456789012";
    static final String STRANGER = "222222222222";
    static final String WARDEN = "arn:aws:iam::" + OWNER + ":role/warden";
    static final String BREAK_GLASS = "arn:aws:iam::" + OWNER + ":role/break-glass";
    static final String REPLICATION = "arn:aws:iam::" + OWNER + ":role/replication";
    static final String SID = "Ours";
    static final String[] DATA = {
        "s3:GetObject*", "s3:PutObject*", "s3:DeleteObject*", "s3:ListBucket*", "s3:AbortMultipartUpload"
    };

    static final Dependents PLAIN = dependents(true, Automation.NONE);

    private Perimeters() {}

    static Preflight.Result preflight(PolicyDocument now, PolicyDocument next, Dependents who) {
        return Preflight.of(now, next, Set.of(SID), false, who);
    }

    static Set<String> lockedOut(Preflight.Result result) {
        return result.effects().stream()
                .filter(Effect::locksOut)
                .map(Effect::who)
                .collect(Collectors.toSet());
    }

    /** Of those whom the statement of others names. */
    static List<Outcome> ofAllow(Preflight.Result result) {
        var known = Set.of(WARDEN, BREAK_GLASS, "account " + OWNER, "logging.s3.amazonaws.com", "anybody else");
        return result.effects().stream()
                .filter(effect -> !known.contains(effect.who()))
                .map(Effect::outcome)
                .toList();
    }

    static PolicyDocument foreign(Statement statement) {
        return PolicyDocument.empty().with(List.of(statement), Set.of());
    }

    static PolicyDocument put(PolicyDocument now, Statement ours) {
        return now.with(List.of(ours), Set.of());
    }

    static String aws(String account, String who) {
        return "arn:aws:iam::" + account + ":" + who;
    }

    static Statement allow(String arn) {
        return Statement.allow("Theirs")
                .principal("AWS", arn)
                .actions("s3:GetObject")
                .resources(BUCKET + "/*")
                .build();
    }

    static Statement networks(String... exempt) {
        return networks(List.of("203.0.113.0/24", "2001:db8::/32"), exempt)
                .condition("StringNotEqualsIfExists", "aws:SourceVpce", "vpce-0a1b2c3d")
                .build();
    }

    static Statement.Builder networks(List<String> networks, String... exempt) {
        return Statement.deny(SID)
                .principal("*")
                .actions(DATA)
                .resources(BUCKET, BUCKET + "/*")
                .condition("BoolIfExists", "aws:PrincipalIsAWSService", "false")
                .condition("BoolIfExists", "aws:ViaAWSService", "false")
                .condition("ArnNotLikeIfExists", "aws:PrincipalArn", exempt)
                .condition("NotIpAddressIfExists", "aws:SourceIp", networks.toArray(String[]::new));
    }

    static Statement accounts(String... allowed) {
        return Statement.deny(SID)
                .principal("*")
                .actions(DATA)
                .resources(BUCKET, BUCKET + "/*")
                .condition("BoolIfExists", "aws:PrincipalIsAWSService", "false")
                .condition("ArnNotLikeIfExists", "aws:PrincipalArn", WARDEN, BREAK_GLASS)
                .condition("StringNotEqualsIfExists", "aws:PrincipalAccount", Arrays.copyOf(allowed, allowed.length))
                .build();
    }

    static Dependents dependents(boolean tls, Automation automation) {
        return new Dependents(
                BUCKET,
                "aws",
                OWNER,
                List.of(WARDEN),
                List.of(BREAK_GLASS),
                new Dependents.Server(tls, true, true),
                automation);
    }
}
