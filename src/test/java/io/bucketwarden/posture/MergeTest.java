package io.bucketwarden.posture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.preflight.Effect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What of the statements of several facets comes into one document, and why the rest does not. */
class MergeTest {

    private static final String ON_AWS = "{\"policyStatus\": false%s}";
    private static final String REPLICATED = ", \"replicationRole\": \"arn:aws:iam::123456789012:role/replication\"";
    private static final String WARDEN = "arn:aws:iam::123456789012:role/warden";

    private static final String BREAK_GLASS = "arn:aws:iam::123456789012:role/break-glass";

    private final Map<String, StatementChange> changes = new LinkedHashMap<>();

    @Test
    void nothing_to_write_clears_nothing() {
        var merge = merge(PolicyDocument.empty(), Set.of(), bucket(ON_AWS.formatted("")));

        assertThat(merge.cleared()).isNull();
        assertThat(merge.refusals()).isEmpty();
        assertThat(merge.effects()).isEmpty();
    }

    @Test
    void a_refused_facet_keeps_none_before_or_after_it_from_being_written() {
        put("first", tls("First"));
        put("lockout", settings("Lockout"));
        put("second", tls("Second"));

        var merge = merge(PolicyDocument.empty(), Set.of(), bucket(ON_AWS.formatted("")));

        assertThat(sids(merge)).containsExactly("First", "Second");
        assertThat(merge.refusals()).containsOnlyKeys("lockout");
        assertThat(merge.refusals().get("lockout").reason()).isEqualTo(Reason.WouldLockOut);
        assertThat(merge.effects())
                .filteredOn(Effect::locksOut)
                .isNotEmpty()
                .extracting(Effect::statement)
                .containsOnly("Lockout");
        assertThat(merge.effects()).filteredOn(effect -> !effect.locksOut()).isNotEmpty();
    }

    @Test
    void a_facet_that_nothing_but_refusals_follow_is_alone_in_the_document() {
        put("lockout", settings("Lockout"));
        put("too-long", tls("Long", "arn:aws:s3:::acme/" + "x".repeat(PolicyDocument.MAX_BYTES)));

        var merge = merge(PolicyDocument.empty(), Set.of(), bucket(ON_AWS.formatted("")));

        assertThat(merge.cleared()).isNull();
        assertThat(merge.refusals()).containsOnlyKeys("lockout", "too-long");
        assertThat(merge.refusals().get("too-long").reason()).isEqualTo(Reason.RemediationFailed);
    }

    @Test
    void unknown_automation_refuses_only_what_restricts_data_and_names_the_action() {
        put("networkAccess", network("Network", WARDEN));
        put("secureTransport", tls("Tls"));

        var merge = merge(
                PolicyDocument.empty(), Set.of(), bucket(ON_AWS.formatted(", \"denied\": [\"GetBucketReplication\"]")));

        assertThat(sids(merge)).containsExactly("Tls");
        assertThat(merge.refusals()).containsOnlyKeys("networkAccess");
        assertThat(merge.refusals().get("networkAccess").reason()).isEqualTo(Reason.RemediationFailed);
        assertThat(merge.refusals().get("networkAccess").message()).contains("s3:GetReplicationConfiguration");
    }

    @Test
    void elsewhere_than_on_aws_unknown_automation_does_not_matter() {
        put("networkAccess", network("Network", WARDEN));

        var merge = merge(PolicyDocument.empty(), Set.of(), bucket("{\"denied\": [\"GetBucketReplication\"]}"));

        assertThat(sids(merge)).containsExactly("Network");
        assertThat(merge.refusals()).isEmpty();
    }

    @Test
    void automation_is_asked_about_only_before_data_is_restricted() {
        var s3 = s3(ON_AWS.formatted(", \"denied\": [\"GetBucketReplication\"]"));
        put("secureTransport", tls("Tls"));

        assertThat(sids(merge(PolicyDocument.empty(), Set.of(), s3.bucket("acme"))))
                .containsExactly("Tls");
        assertThat(s3.reads()).isEmpty();
    }

    @Test
    void the_replication_role_that_the_bucket_has_is_not_shut_out() {
        put("networkAccess", network("Network", WARDEN));

        var merge = merge(PolicyDocument.empty(), Set.of(), bucket(ON_AWS.formatted(REPLICATED)));

        assertThat(merge.cleared()).isNull();
        assertThat(merge.refusals().get("networkAccess").message()).contains("role/replication (replication)");
    }

    @Test
    void only_the_facet_that_was_in_force_is_put_back_without_asking() {
        put("networkAccess", network("Network", WARDEN));
        put("other", network("Other", WARDEN));

        var merge = merge(PolicyDocument.empty(), Set.of("other"), bucket(ON_AWS.formatted(REPLICATED)));

        assertThat(sids(merge)).containsExactly("Other");
        assertThat(merge.refusals()).containsOnlyKeys("networkAccess");
    }

    @Test
    void the_operator_and_break_glass_are_who_the_bucket_says_on_a_server_as_it_says() {
        put("acl", only("s3:GetBucketAcl", WARDEN));
        put("data", only("s3:DeleteObject", BREAK_GLASS));

        var refusals =
                merge(PolicyDocument.empty(), Set.of(), bucket(Server.AWS)).refusals();

        assertThat(refusals.get("acl").message()).contains("s3:GetBucketAcl to " + WARDEN);
        assertThat(refusals.get("data").message()).contains("s3:DeleteObject to " + BREAK_GLASS);
        assertThat(merge(PolicyDocument.empty(), Set.of(), bucket(new Server(false, false)))
                        .refusals()
                        .get("acl")
                        .message())
                .contains("--endpoint-principal-keys");
    }

    private void put(String facet, Statement statement) {
        changes.put(facet, new StatementChange(List.of(statement), Set.of()));
    }

    private Merge merge(PolicyDocument now, Set<String> inForce, LiveBucket bucket) {
        return Merge.of(changes, inForce, now, WhoDepends.on(bucket, changes.values()));
    }

    private static List<String> sids(Merge merge) {
        var cleared = merge.cleared();
        return cleared == null
                ? List.of()
                : cleared.document().statements().stream()
                        .flatMap(statement -> statement.sid().stream())
                        .toList();
    }

    private static Statement tls(String sid) {
        return tls(sid, "arn:aws:s3:::acme/*");
    }

    private static Statement tls(String sid, String resource) {
        return Statement.deny(sid)
                .principal("*")
                .actions("s3:*")
                .resources(resource)
                .condition("Bool", "aws:SecureTransport", "false")
                .build();
    }

    private static Statement settings(String sid) {
        return Statement.deny(sid)
                .principal("*")
                .actions("s3:PutBucketPolicy")
                .resources("arn:aws:s3:::acme")
                .build();
    }

    private static Statement network(String sid, String... exempt) {
        return Statement.deny(sid)
                .principal("*")
                .actions("s3:GetObject*")
                .resources("arn:aws:s3:::acme/*")
                .condition("NotIpAddressIfExists", "aws:SourceIp", "203.0.113.0/24")
                .condition("BoolIfExists", "aws:PrincipalIsAWSService", "false")
                .condition("ArnNotLikeIfExists", "aws:PrincipalArn", exempt)
                .build();
    }

    /** Of one principal alone, in a bucket's settings and its objects. */
    private static Statement only(String action, String arn) {
        return Statement.deny(action.substring("s3:".length()))
                .principal("*")
                .actions(action)
                .resources("arn:aws:s3:::acme", "arn:aws:s3:::acme/*")
                .condition("ArnEquals", "aws:PrincipalArn", arn)
                .build();
    }

    private static LiveBucket bucket(Server server) {
        var identity = new BucketIdentity(
                "acme",
                "eu-central-1",
                "aws",
                "123456789012",
                List.of(WARDEN),
                "123456789012",
                server,
                List.of(BREAK_GLASS));
        return new LiveBucket(identity, s3("{}"), AccountView.NONE, LogTarget::missing, write -> write);
    }

    private static LiveBucket bucket(String description) {
        return s3(description).bucket("acme");
    }

    private static FakeS3 s3(String description) {
        try {
            return new FakeS3(new ObjectMapper().readTree(description));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
