package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.LogTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class LogTargetsTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
    private final ScriptedS3 s3 = new ScriptedS3();
    private final LogTargets targets =
            new LogTargets((account, region) -> s3, new Regions((account, region) -> s3, "us-east-1"), () -> now.get());

    @Test
    void all_that_decides_is_read() {
        s3.policy = ScriptedS3.DELIVERY_POLICY;
        s3.defaultRetention = true;

        s3.logsTo = "more-logs";

        var target = (LogTarget.Known) targets.of(GrantedAccount.OWN, "logs", null);

        assertThat(target.region()).isEqualTo("eu-central-1");
        assertThat(target.ownerId()).isEqualTo("owner-canonical-id");
        assertThat(target.defaultRetention()).isTrue();
        assertThat(target.aclAllowsDelivery()).isFalse();
        assertThat(target.logsTo()).isEqualTo("more-logs");
        assertThat(target.policyDocument().statements()).hasSize(1);
    }

    @Test
    void a_good_target_is_read_once_in_a_minute_whether_policy_or_acl_allows_delivery() {
        s3.policy = ScriptedS3.DELIVERY_POLICY;
        targets.of(GrantedAccount.OWN, "by-policy", null);
        targets.of(GrantedAccount.OWN, "by-policy", null);
        assertThat(reads("by-policy")).isEqualTo(1);

        s3.policy = "";
        s3.aclAllowsDelivery = true;
        targets.of(GrantedAccount.OWN, "by-acl", null);
        targets.of(GrantedAccount.OWN, "by-acl", null);
        assertThat(reads("by-acl")).isEqualTo(1);

        now.updateAndGet(n -> n.plusSeconds(61));
        targets.of(GrantedAccount.OWN, "by-acl", null);
        assertThat(reads("by-acl")).isEqualTo(2);
    }

    @Test
    void a_target_with_a_problem_is_looked_at_afresh_so_that_mending_shows_at_once() {
        s3.policy =
                "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";
        targets.of(GrantedAccount.OWN, "logs", null);
        s3.policy = ScriptedS3.DELIVERY_POLICY;
        s3.defaultRetention = true;
        targets.of(GrantedAccount.OWN, "logs", null);
        s3.defaultRetention = false;

        var mended = (LogTarget.Known) targets.of(GrantedAccount.OWN, "logs", null);

        assertThat(mended.defaultRetention()).isFalse();
        assertThat(reads("logs")).isEqualTo(3);
    }

    @Test
    void a_target_is_read_for_each_declared_owner() {
        s3.policy = ScriptedS3.DELIVERY_POLICY;

        targets.of(GrantedAccount.OWN, "logs", "123456789012");
        targets.of(GrantedAccount.OWN, "logs", "210987654321");

        assertThat(reads("logs")).isEqualTo(2);
    }

    @Test
    void those_who_ask_meanwhile_share_the_read_and_other_targets_do_not_wait() throws Exception {
        s3.policy = ScriptedS3.DELIVERY_POLICY;
        var gate = new Gate();
        s3.before.put("slow", () -> gate.pass());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<LogTarget>>();
            for (int asker = 0; asker < 8; asker++) {
                asked.add(threads.submit(() -> targets.of(GrantedAccount.OWN, "slow", null)));
            }
            await().until(() -> s3.calls.contains("HeadBucket slow"));

            try {
                for (int neighbour = 0; neighbour < 64; neighbour++) {
                    var name = "neighbour-" + neighbour;
                    assertThat(threads.submit(() -> targets.of(GrantedAccount.OWN, name, null)))
                            .succeedsWithin(Duration.ofSeconds(10))
                            .isInstanceOf(LogTarget.Known.class);
                }
            } finally {
                gate.open();
            }

            for (var answer : asked) {
                assertThat(answer.get()).isInstanceOf(LogTarget.Known.class);
            }
        }
        assertThat(reads("slow")).isEqualTo(1);
    }

    @Test
    void what_is_no_longer_asked_for_is_forgotten_and_a_problem_is_not_even_remembered() {
        targets.of(GrantedAccount.OWN, "undelivered", null);
        assertThat(targets.size()).isZero();

        s3.aclAllowsDelivery = true;
        for (int target = 0; target < 100; target++) {
            targets.of(GrantedAccount.OWN, "logs-" + target, null);
        }
        assertThat(targets.size()).isEqualTo(100);
        now.updateAndGet(n -> n.plusSeconds(61));
        targets.of(GrantedAccount.OWN, "logs-0", null);
        assertThat(targets.size()).isEqualTo(1);
    }

    @Test
    void a_missing_target_is_missing_until_it_is_there() {
        s3.failures.put("HeadBucket", ScriptedS3.error(404, "NoSuchBucket", ""));
        assertThat(targets.of(GrantedAccount.OWN, "logs", null)).isEqualTo(LogTarget.missing("logs"));
        s3.failures.clear();
        s3.failures.put("GetBucketAcl", ScriptedS3.error(404, "NoSuchBucket", ""));
        assertThat(targets.of(GrantedAccount.OWN, "logs", null)).isEqualTo(LogTarget.missing("logs"));
        s3.failures.clear();

        assertThat(targets.of(GrantedAccount.OWN, "logs", null)).isInstanceOf(LogTarget.Known.class);
    }

    @Test
    void a_denied_read_names_the_one_action_that_was_denied() {
        s3.failures.put("GetBucketPolicy", ScriptedS3.error(403, "AccessDenied", ""));

        var target = (LogTarget.Unreadable) targets.of(GrantedAccount.OWN, "logs", null);

        assertThat(target.reason()).isEqualTo(Reason.AccessDenied);
        assertThat(target.message())
                .contains("log target logs")
                .contains("allow s3:GetBucketPolicy on arn:aws:s3:::logs")
                .doesNotContain("GetBucketAcl")
                .doesNotContain("ObjectLock");
    }

    @Test
    void a_throttled_or_silent_target_is_a_failed_check_and_no_denial() {
        s3.failures.put("GetBucketAcl", ScriptedS3.error(503, "SlowDown", ""));
        var throttled = (LogTarget.Unreadable) targets.of(GrantedAccount.OWN, "logs", null);
        s3.failures.put("GetBucketAcl", SdkClientException.create("out of time"));
        var silent = (LogTarget.Unreadable) targets.of(GrantedAccount.OWN, "logs", null);

        assertThat(throttled.reason()).isEqualTo(Reason.CheckFailed);
        assertThat(throttled.message())
                .contains("S3 answered 503 SlowDown to GetBucketAcl")
                .doesNotContain("allow ");
        assertThat(silent.reason()).isEqualTo(Reason.CheckFailed);
        assertThat(silent.message()).contains("could not be reached for GetBucketAcl");
    }

    @Test
    void a_target_that_moved_does_not_send_anybody_to_spec_region() {
        s3.failures.put("GetBucketAcl", ScriptedS3.error(301, "PermanentRedirect", "eu-west-1"));

        var target = (LogTarget.Unreadable) targets.of(GrantedAccount.OWN, "logs", null);

        assertThat(target.reason()).isEqualTo(Reason.CheckFailed);
        assertThat(target.message()).doesNotContain("spec.region");
    }

    @Test
    void a_policy_document_that_cannot_be_understood_is_not_taken_for_none() {
        s3.aclAllowsDelivery = true;
        s3.policy = "{\"Statement\":";

        var target = (LogTarget.Unreadable) targets.of(GrantedAccount.OWN, "logs", null);

        assertThat(target.reason()).isEqualTo(Reason.CheckFailed);
        assertThat(target.message())
                .contains("policy document cannot be understood")
                .contains("put-bucket-policy");
    }

    @Test
    void a_fault_of_ours_fails_the_asker_and_does_not_stick() {
        s3.before.put("logs", () -> {
            throw new IllegalStateException("a fault");
        });
        assertThatThrownBy(() -> targets.of(GrantedAccount.OWN, "logs", null))
                .isInstanceOf(IllegalStateException.class);
        s3.before.clear();

        assertThat(targets.of(GrantedAccount.OWN, "logs", null)).isInstanceOf(LogTarget.Known.class);
    }

    private long reads(String bucket) {
        return s3.calls.stream().filter(c -> c.equals("GetBucketAcl " + bucket)).count();
    }
}
