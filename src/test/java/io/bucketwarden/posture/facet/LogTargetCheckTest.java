package io.bucketwarden.posture.facet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.posture.AccountView;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.FakeS3;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.LogTarget;
import io.bucketwarden.posture.Server;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LogTargetCheckTest {

    private static final String OWNER = "owner-canonical-id";
    private static final PolicyDocument DELIVERY = PolicyDocument.parse("""
            {"Statement":[{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},
            "Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/s3/*",
            "Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:::acme"},
            "StringEquals":{"aws:SourceAccount":"123456789012"}}}]}""");

    private final LiveBucket bucket = new LiveBucket(
            new BucketIdentity("acme", "eu-central-1", "aws", "123456789012", List.of(), null, Server.AWS, List.of()),
            new FakeS3(JsonNodeFactory.instance.objectNode()),
            AccountView.NONE,
            LogTarget::missing,
            UnaryOperator.identity());

    @Test
    void a_target_that_meets_every_requirement_has_no_problem() {
        assertThat(check(new LogTarget.Known("logs", "eu-central-1", OWNER, false, false, null, DELIVERY)))
                .isEqualTo(new LogTargetCheck(List.of(), List.of()));
        assertThat(check(new LogTarget.Known("logs", "eu-central-1", OWNER, false, true, null, PolicyDocument.empty())))
                .isEqualTo(new LogTargetCheck(List.of(), List.of()));
        assertThat(check(new LogTarget.Known("logs", "eu-central-1", null, false, false, null, DELIVERY))
                        .problems())
                .as("a server that names no owner")
                .isEmpty();
    }

    @Test
    void a_bucket_cannot_log_into_itself() {
        var check = check(new LogTarget.Known("acme", "eu-central-1", OWNER, false, true, null, DELIVERY));

        assertThat(check.problems()).containsExactly(new Drift("logging.targetBucket", "another bucket", "acme"));
        assertThat(check.advice()).singleElement().asString().contains("another target");
    }

    @Test
    void a_target_must_exist() {
        var check = check(LogTarget.missing("logs"));

        assertThat(check.problems()).containsExactly(new Drift("logging.target.exists", "true", "false"));
        assertThat(check.advice()).singleElement().asString().contains("create it in eu-central-1");
    }

    @Test
    void a_target_must_be_in_the_same_region() {
        var check = check(new LogTarget.Known("logs", "eu-west-1", OWNER, false, false, null, DELIVERY));

        assertThat(check.problems()).containsExactly(new Drift("logging.target.region", "eu-central-1", "eu-west-1"));
        assertThat(check.advice()).singleElement().asString().contains("one region only: name a target");
    }

    @Test
    void a_target_must_be_of_the_same_owner() {
        var check = check(new LogTarget.Known("logs", "eu-central-1", "somebody-else", false, false, null, DELIVERY));

        assertThat(check.problems())
                .containsExactly(new Drift("logging.target.owner", "the bucket's owner", "another account"));
        assertThat(check.advice()).singleElement().asString().contains("one account only: name a target");
    }

    @Test
    void a_target_must_not_keep_every_new_object() {
        var check = check(new LogTarget.Known("logs", "eu-central-1", OWNER, true, false, null, DELIVERY));

        assertThat(check.problems()).containsExactly(new Drift("logging.target.defaultRetention", "none", "set"));
        assertThat(check.advice()).singleElement().asString().contains("remove it from logs");
    }

    @Test
    void a_target_must_allow_delivery_and_the_advice_is_a_statement_that_does() {
        var check =
                check(new LogTarget.Known("logs", "eu-central-1", OWNER, false, false, null, PolicyDocument.empty()));

        assertThat(check.problems()).containsExactly(new Drift("logging.target.delivery", "allowed", "not allowed"));
        var statement = check.advice().getFirst().replaceFirst("[^{]*", "");
        var mended = PolicyDocument.parse("{\"Statement\":[" + statement + "]}");
        assertThat(check(new LogTarget.Known("logs", "eu-central-1", OWNER, false, false, null, mended))
                        .problems())
                .isEmpty();
    }

    @Test
    void delivery_that_is_allowed_elsewhere_only_is_not_allowed() {
        var check = LogTargetCheck.of(
                bucket, new LogTarget.Known("logs", "eu-central-1", OWNER, false, false, null, DELIVERY), "elsewhere/");

        assertThat(check.problems()).extracting(Drift::path).containsExactly("logging.target.delivery");
    }

    @Test
    void a_deny_keeps_the_logs_out_whatever_the_acl_grants() {
        var denied = PolicyDocument.parse("""
                {"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/*"}]}""");

        var check = check(new LogTarget.Known("logs", "eu-central-1", OWNER, false, true, null, denied));

        assertThat(check.problems()).containsExactly(new Drift("logging.target.delivery", "allowed", "denied"));
        assertThat(check.advice()).singleElement().asString().contains("logging.s3.amazonaws.com");
    }

    @Test
    void a_deny_of_which_it_cannot_be_told_whether_it_keeps_the_logs_out_is_a_problem_too() {
        var open = PolicyDocument.parse("""
                {"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/*",
                "Condition":{"Strange":{"aws:SourceAccount":"123456789012"}}}]}""");

        var check = check(new LogTarget.Known("logs", "eu-central-1", OWNER, false, true, null, open));

        assertThat(check.problems()).containsExactly(new Drift("logging.target.delivery", "allowed", "unknown"));
        assertThat(check.advice()).singleElement().asString().contains("cannot be told", "logging.s3.amazonaws.com");
    }

    @Test
    void two_buckets_must_not_log_into_each_other() {
        var check = check(new LogTarget.Known("logs", "eu-central-1", OWNER, false, false, "acme", DELIVERY));

        assertThat(check.problems()).containsExactly(new Drift("logging.target.logsTo", "another bucket", "acme"));
        assertThat(check.advice()).singleElement().asString().contains("circle");
    }

    @Test
    void every_problem_is_told_with_advice_of_its_own() {
        var check = check(
                new LogTarget.Known("logs", "eu-west-1", "somebody-else", true, false, null, PolicyDocument.empty()));

        assertThat(check.problems()).hasSize(4);
        assertThat(check.advice()).hasSize(4);
    }

    @Test
    void a_target_that_cannot_be_read_fails_the_check_for_the_reason_that_it_had() {
        assertThatThrownBy(() -> check(new LogTarget.Unreadable("logs", Reason.CheckFailed, "slow down")))
                .isInstanceOfSatisfying(
                        CallFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.CheckFailed))
                .hasMessage("slow down");
    }

    private LogTargetCheck check(LogTarget target) {
        return LogTargetCheck.of(bucket, target, "s3/");
    }
}
