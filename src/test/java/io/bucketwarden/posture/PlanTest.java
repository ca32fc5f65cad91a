package io.bucketwarden.posture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.PublicAccess;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.facet.Facets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final List<Drift> DRIFT = List.of(new Drift("x", "present", "absent"));
    private static final String THEIRS = """
            {"Sid":"Late","Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"s3:GetObject",\
            "Resource":"arn:aws:s3:::acme/*"}""";

    private final FakeS3 s3 = new FakeS3(JsonNodeFactory.instance.objectNode());

    @Test
    void a_statement_that_somebody_adds_between_look_and_write_survives() {
        var bucket = bucket(false);
        assertThat(bucket.policyDocument().isEmpty()).isTrue();
        store(THEIRS);

        var outcomes = Plan.of(Map.of("secureTransport", put(ours("Ours", "arn:aws:s3:::acme/*"))))
                .run(bucket);

        assertThat(outcomes.get("secureTransport")).isInstanceOf(Outcome.Written.class);
        assertThat(s3.writes().getLast()).contains(THEIRS).contains("\"Ours\"");
    }

    @Test
    void a_grant_that_somebody_revokes_between_look_and_write_does_not_come_back() throws JsonProcessingException {
        var open = new FakeS3(new ObjectMapper().readTree("{\"publicGrant\": \"READ\", \"partnerGrant\": \"READ\"}"));
        var bucket = bucket(open);
        var posture = new Posture(new PublicAccess(true, null), null, null, null, null, null, null, null, null);
        var verdicts = Examination.of(Facets.ALL, posture, bucket, Map.of());
        open.revokePartner();

        Plan.of(verdicts).run(bucket);

        assertThat(open.writes()).contains("PutBucketAcl 1 grants");
    }

    @Test
    void all_statements_fold_into_one_write() {
        var verdicts = new LinkedHashMap<String, Verdict>();
        verdicts.put("secureTransport", put(ours("One", "arn:aws:s3:::acme/*")));
        verdicts.put("networkAccess", put(ours("Two", "arn:aws:s3:::acme/x")));

        var outcomes = Plan.of(verdicts).run(bucket(false));

        assertThat(outcomes).containsOnlyKeys("secureTransport", "networkAccess");
        assertThat(s3.writes()).singleElement().asString().contains("\"One\"").contains("\"Two\"");
    }

    @Test
    void the_last_statement_of_ours_takes_the_document_along() {
        store(ours("Ours", "arn:aws:s3:::acme/*").json().toString());
        var drop = new Verdict.Drifted(DRIFT, List.of(new Remedy.DropStatement("Ours")));

        Plan.of(Map.of("secureTransport", drop)).run(bucket(false));

        assertThat(s3.writes().getLast()).isEqualTo("DeleteBucketPolicy");
    }

    @Test
    void a_document_that_would_shut_the_operator_out_is_not_written() {
        var outcomes = Plan.of(Map.of("secureTransport", put(ours("Ours", "arn:aws:s3:::acme"))))
                .run(bucket(true));

        assertThat(outcomes.get("secureTransport"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.message()).contains("plain http"));
        assertThat(s3.writes()).isEmpty();
    }

    @Test
    void an_operator_that_does_not_know_itself_is_not_shut_out_either() {
        var outcomes = Plan.of(Map.of("secureTransport", put(ours("Ours", "arn:aws:s3:::acme"))))
                .run(bucket(true, List.of()));

        assertThat(outcomes.get("secureTransport")).isInstanceOf(Outcome.Refused.class);
        assertThat(s3.writes()).isEmpty();
    }

    @Test
    void a_refused_statement_keeps_no_other_from_being_written() {
        var verdicts = new LinkedHashMap<String, Verdict>();
        verdicts.put("secureTransport", put(ours("Ours", "arn:aws:s3:::acme")));
        verdicts.put("networkAccess", put(ours("Objects", "arn:aws:s3:::acme/*")));
        verdicts.put("accountAccess", put(ours("Long", "arn:aws:s3:::acme/" + "x".repeat(PolicyDocument.MAX_BYTES))));

        var outcomes = Plan.of(verdicts).run(bucket(true));

        assertThat(outcomes.get("secureTransport")).isInstanceOf(Outcome.Refused.class);
        assertThat(outcomes.get("networkAccess")).isInstanceOf(Outcome.Written.class);
        assertThat(outcomes.get("accountAccess"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.message()).contains("20480"));
        assertThat(s3.writes())
                .singleElement()
                .asString()
                .contains("\"Objects\"")
                .doesNotContain("\"Ours\"");
    }

    @Test
    void a_document_that_names_a_deleted_principal_is_not_sent_to_aws() {
        store(THEIRS.replace("123456789012", "AIDAEXAMPLEEXAMPLE123"));
        var before = s3.writes();
        var verdicts = new LinkedHashMap<String, Verdict>();
        verdicts.put("secureTransport", put(ours("One", "arn:aws:s3:::acme/*")));
        verdicts.put("networkAccess", put(ours("Two", "arn:aws:s3:::acme/x")));

        var outcomes = Plan.of(verdicts).run(bucketOnAws());

        assertThat(outcomes.values())
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                r -> assertThat(r.message())
                                        .startsWith("Statement Late names AIDAEXAMPLEEXAMPLE123")
                                        .contains("living principal")));
        assertThat(s3.writes()).isEqualTo(before);
    }

    @Test
    void a_denied_removal_of_the_last_statement_names_its_own_action() {
        s3.deny("DeleteBucketPolicy");
        store(ours("Ours", "arn:aws:s3:::acme/*").json().toString());
        var drop = new Verdict.Drifted(DRIFT, List.of(new Remedy.DropStatement("Ours")));

        var outcomes = Plan.of(Map.of("secureTransport", drop)).run(bucket(false));

        assertThat(outcomes.get("secureTransport"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        r -> assertThat(r.message())
                                .contains("DeleteBucketPolicy")
                                .contains("s3:DeleteBucketPolicy"));
    }

    @Test
    void the_same_write_for_two_facets_is_made_once() {
        var write = new Remedy.Write(
                "PutBucketVersioning: Enabled",
                "s3:PutBucketVersioning",
                b -> b.s3().putBucketVersioning(r -> r.versioningConfiguration(c -> c.status("Enabled"))));
        var verdicts = new LinkedHashMap<String, Verdict>();
        verdicts.put("publicAccess", new Verdict.Drifted(DRIFT, List.of(write)));
        verdicts.put("objectOwnership", new Verdict.Drifted(DRIFT, List.of(write)));

        var outcomes = Plan.of(verdicts).run(bucket(false));

        assertThat(s3.writes()).hasSize(1);
        assertThat(outcomes).containsOnlyKeys("publicAccess", "objectOwnership");
    }

    private void store(String statement) {
        s3.putBucketPolicy(r -> r.policy("{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}"));
    }

    private static Statement ours(String sid, String resource) {
        return Statement.deny(sid)
                .principal("*")
                .actions("s3:*")
                .resources(resource)
                .condition("Bool", "aws:SecureTransport", "false")
                .build();
    }

    private static Verdict put(Statement statement) {
        return new Verdict.Drifted(DRIFT, List.of(new Remedy.PutStatement(statement)));
    }

    private LiveBucket bucket(boolean plainHttp) {
        return bucket(plainHttp, List.of("arn:aws:iam::123456789012:role/warden"));
    }

    private LiveBucket bucket(boolean plainHttp, List<String> operator) {
        var identity = new BucketIdentity(
                "acme", "eu-central-1", "aws", null, operator, null, new Server(plainHttp, true), List.of());
        return new LiveBucket(identity, s3, AccountView.NONE, LogTarget::missing, write -> write);
    }

    private LiveBucket bucketOnAws() {
        var identity = new BucketIdentity("acme", "eu-central-1", "aws", null, List.of(), null, Server.AWS, List.of());
        var account = new AccountView(true, () -> PublicAccessBlock.NOTHING);
        return new LiveBucket(identity, s3, account, LogTarget::missing, write -> write);
    }

    private static LiveBucket bucket(FakeS3 s3) {
        var identity = new BucketIdentity("acme", "eu-central-1", "aws", null, List.of(), null, Server.AWS, List.of());
        return new LiveBucket(identity, s3, AccountView.NONE, LogTarget::missing, write -> write);
    }
}
