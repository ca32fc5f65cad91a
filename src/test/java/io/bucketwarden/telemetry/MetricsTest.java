package io.bucketwarden.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Exemption;
import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.ExposureWindow;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.events.QueueSeen;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final Metrics metrics = new Metrics("1.2.3", Duration.ofMinutes(1));

    @Test
    void a_series_goes_with_its_policy() {
        var policy = policy("invoices", Condition.Status.True);
        metrics.pass(List.of(policy), 8, Instant.ofEpochSecond(1_700_000_000));

        assertThat(metrics.scrape(List.of(policy), List.of()))
                .contains("bucketwarden_policy_compliant{name=\"invoices\",namespace=\"storage\"} 1.0")
                .contains(
                        "bucketwarden_policy_last_check_timestamp_seconds{name=\"invoices\",namespace=\"storage\"} 1.7E9")
                .contains("bucketwarden_pass_reads_sum 8.0");
        assertThat(metrics.scrape(List.of(), List.of())).doesNotContain("invoices");
    }

    @Test
    void unknown_is_no_series_rather_than_a_number() {
        assertThat(metrics.scrape(List.of(policy("invoices", Condition.Status.Unknown)), List.of()))
                .doesNotContain("bucketwarden_policy_compliant{")
                .doesNotContain("bucketwarden_policy_drifts{");
    }

    @Test
    void a_bucket_with_several_policies_counts_once_in_its_worst_state() {
        var open = bucket("acme-a", Condition.Status.False, exposure(null));
        var buckets = List.of(bucket("acme-a", Condition.Status.True), open, bucket("acme-b", Condition.Status.True));

        assertThat(metrics.scrape(List.of(), buckets))
                .contains("bucketwarden_buckets{state=\"drifted\"} 1.0")
                .contains("bucketwarden_buckets{state=\"compliant\"} 1.0")
                .contains("bucketwarden_buckets{state=\"unknown\"} 0.0");
    }

    @Test
    void how_a_bucket_is_open_is_counted_while_nothing_neutralises_it() {
        var open = bucket("acme-a", Condition.Status.False, exposure(null));
        var neutral = bucket("acme-b", Condition.Status.False, exposure("the account's ignorePublicAcls"));

        assertThat(metrics.scrape(List.of(), List.of(open, open, neutral)))
                .contains("bucketwarden_open_buckets{access=\"Read\",through=\"Acl\",to=\"Everyone\"} 1.0");
        assertThat(metrics.scrape(List.of(), List.of(neutral))).doesNotContain("bucketwarden_open_buckets{");
    }

    @Test
    void a_bucket_that_may_be_open_is_not_counted_as_exposed() {
        var found = "2026-11-24T08:00:00Z";
        var window = new ExposureWindow(null, null, null, null, found, null, null);
        var open = bucket("acme-a", Condition.Status.False, exposure(null));
        var exposed = open.withHistory(List.of(), List.of(window));
        var exempt = open.withHistory(List.of(), List.of(window.closed(found, ExposureWindow.ClosedBy.Exempted)));

        assertThat(metrics.scrape(List.of(), List.of(exposed, exposed))).contains("bucketwarden_exposed_buckets 1.0");
        assertThat(metrics.scrape(List.of(), List.of(exempt, open))).contains("bucketwarden_exposed_buckets 0.0");
    }

    @Test
    void the_end_of_an_exemption_is_a_series_and_one_that_cannot_be_read_is_none() {
        var policy = policy("imports", Condition.Status.True);
        policy.setSpec(spec(exemption("versioning", "2027-03-31"), exemption("logging", "soon")));

        assertThat(metrics.scrape(List.of(policy), List.of()))
                .contains("bucketwarden_exemption_end_timestamp_seconds{facet=\"versioning\",name=\"imports\","
                        + "namespace=\"storage\"} 1.8064512E9")
                .doesNotContain("facet=\"logging\",name");
    }

    @Test
    void calls_and_repairs_are_counted() {
        metrics.request("GetBucketAcl", "denied", Duration.ofMillis(30));
        metrics.remediation("versioning", "written");

        assertThat(metrics.scrape(List.of(), List.of()))
                .contains("bucketwarden_aws_requests_total{operation=\"GetBucketAcl\",outcome=\"denied\"} 1.0")
                .contains("bucketwarden_aws_request_duration_seconds_count{operation=\"GetBucketAcl\"} 1")
                .contains("bucketwarden_remediations_total{facet=\"versioning\",result=\"written\"} 1.0");
    }

    @Test
    void a_lost_update_is_counted_from_nought_so_that_the_first_one_is_an_increase() {
        assertThat(metrics.scrape(List.of(), List.of())).contains("bucketwarden_policy_updates_lost_total 0.0");

        metrics.policyUpdateLost();

        assertThat(metrics.scrape(List.of(), List.of())).contains("bucketwarden_policy_updates_lost_total 1.0");
    }

    @Test
    void since_when_a_condition_holds_is_a_series_of_its_own_until_it_is_over() {
        var policy = policy("invoices", Condition.Status.False);
        policy.setStatus(withConditions(
                condition(Condition.Type.Ready, Condition.Status.False, Reason.AccessDenied, "2026-11-24T08:00:00Z"),
                condition(Condition.Type.Paused, Condition.Status.True, Reason.Paused, null)));

        assertThat(metrics.scrape(List.of(policy), List.of()))
                .contains("bucketwarden_policy_condition_since_timestamp_seconds{condition=\"Ready\",name=\"invoices\","
                        + "namespace=\"storage\",reason=\"AccessDenied\",status=\"False\"} 1.7955072E9")
                .doesNotContain("condition=\"Paused\"");
        policy.setStatus(withConditions(
                condition(Condition.Type.Ready, Condition.Status.True, Reason.Audited, "2026-11-24T09:00:00Z")));
        assertThat(metrics.scrape(List.of(policy), List.of())).doesNotContain("AccessDenied");
    }

    @Test
    void the_interval_of_a_policy_is_the_one_that_holds() {
        var policy = policy("invoices", Condition.Status.True);
        policy.setSpec(spec());

        assertThat(metrics.scrape(List.of(policy), List.of()))
                .contains("bucketwarden_policy_interval_seconds{name=\"invoices\",namespace=\"storage\"} 600.0");
        assertThat(new Metrics("1.2.3", Duration.ofHours(1)).scrape(List.of(policy), List.of()))
                .contains("bucketwarden_policy_interval_seconds{name=\"invoices\",namespace=\"storage\"} 3600.0");
    }

    @Test
    void a_queue_that_never_sent_anything_has_no_last_message() {
        metrics.queues(List.of(
                new QueueSeen("https://a", true, Instant.ofEpochSecond(50), Instant.ofEpochSecond(40)),
                new QueueSeen("https://b", false, null, null)));

        assertThat(metrics.scrape(List.of(), List.of()))
                .contains(
                        "bucketwarden_queue_reachable{queue=\"https://a\"} 1.0",
                        "bucketwarden_queue_reachable{queue=\"https://b\"} 0.0",
                        "bucketwarden_queue_last_receive_timestamp_seconds{queue=\"https://a\"} 50.0",
                        "bucketwarden_queue_last_message_timestamp_seconds{queue=\"https://a\"} 40.0")
                .doesNotContain(
                        "last_message_timestamp_seconds{queue=\"https://b\"}",
                        "last_receive_timestamp_seconds{queue=\"https://b\"}");
    }

    @Test
    void whether_it_leads_and_what_waits_is_told() {
        metrics.workload(new Workload(true, 3, 2, 1));

        assertThat(metrics.scrape(List.of(), List.of()))
                .contains(
                        "bucketwarden_build_info{version=\"1.2.3\"} 1",
                        "bucketwarden_leader 1.0",
                        "bucketwarden_looks_waiting 3.0",
                        "bucketwarden_looks_running 2.0",
                        "bucketwarden_changes_waiting 1.0");
    }

    @Test
    void what_can_be_counted_is_there_from_the_start() {
        assertThat(metrics.scrape(List.of(), List.of()))
                .contains(
                        "bucketwarden_remediations_total{facet=\"publicAccess\",result=\"refused\"} 0.0",
                        "bucketwarden_access_alerts_total{kind=\"AnonymousAccess\"} 0.0",
                        "bucketwarden_change_events_total{result=\"poison\"} 0.0",
                        "bucketwarden_exposure_window_seconds_count{opened=\"found\"} 0");
    }

    private static S3BucketPolicyStatus withConditions(Condition... conditions) {
        return new S3BucketPolicyStatus(1L, null, null, null, List.of(), false, null, null, List.of(conditions));
    }

    private static Condition condition(Condition.Type type, Condition.Status status, Reason reason, String since) {
        return new Condition(type, status, reason, "", 1L, since);
    }

    private static S3BucketPolicySpec spec(Exemption... exemptions) {
        return new S3BucketPolicySpec("acme-imports", null, null, null, null, null, null, List.of(exemptions), null);
    }

    private static Exemption exemption(String facet, String expires) {
        return new Exemption(facet, "imported anew every night", "team-data", expires);
    }

    private static Exposure exposure(String neutralizedBy) {
        return new Exposure(
                Exposure.Through.Acl, "READ", Exposure.To.Everyone, List.of(Exposure.Access.Read), neutralizedBy);
    }

    private static BucketStatus bucket(String name, Condition.Status compliant, Exposure... exposure) {
        return new BucketStatus(name, null, null, compliant, null, List.of(), List.of(), List.of(exposure));
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
