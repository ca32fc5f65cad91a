package io.bucketwarden.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final Metrics metrics = new Metrics();

    @Test
    void a_series_goes_with_its_policy() {
        var policy = policy("invoices", Condition.Status.True);
        metrics.pass(List.of(policy), 8, Instant.ofEpochSecond(1_700_000_000));

        assertThat(metrics.scrape(List.of(policy)))
                .contains("bucketwarden_policy_compliant{name=\"invoices\",namespace=\"storage\"} 1.0")
                .contains(
                        "bucketwarden_policy_last_check_timestamp_seconds{name=\"invoices\",namespace=\"storage\"} 1.7E9")
                .contains("bucketwarden_pass_reads_sum 8.0");
        assertThat(metrics.scrape(List.of())).doesNotContain("invoices");
    }

    @Test
    void unknown_is_no_series_rather_than_a_number() {
        assertThat(metrics.scrape(List.of(policy("invoices", Condition.Status.Unknown))))
                .doesNotContain("bucketwarden_policy_compliant{")
                .contains("bucketwarden_policy_drifts{");
    }

    @Test
    void calls_and_repairs_are_counted() {
        metrics.request("GetBucketAcl", "denied", Duration.ofMillis(30));
        metrics.remediation("versioning", "written");

        assertThat(metrics.scrape(List.of()))
                .contains("bucketwarden_aws_requests_total{operation=\"GetBucketAcl\",outcome=\"denied\"} 1.0")
                .contains("bucketwarden_aws_request_duration_seconds_count{operation=\"GetBucketAcl\"} 1")
                .contains("bucketwarden_remediations_total{facet=\"versioning\",result=\"written\"} 1.0");
    }

    private static S3BucketPolicy policy(String name, Condition.Status compliant) {
        var policy = new S3BucketPolicy();
        policy.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace("storage").build());
        var condition = new Condition(Condition.Type.Compliant, compliant, Reason.NoDrift, "", 1L, null);
        policy.setStatus(
                new S3BucketPolicyStatus(1L, null, null, null, List.of(), false, null, null, List.of(condition)));
        return policy;
    }
}
