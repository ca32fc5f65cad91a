package io.bucketwarden.command.revert;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.command.Progress;
import io.bucketwarden.command.revert.RevertRow.State;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.operator.records.BucketRecord;
import io.bucketwarden.posture.undo.Kept;
import io.bucketwarden.servers.MockKube;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Policies, records and wishes on an API server in memory. */
class RevertClusterTest {

    private static final String READABLE =
            new Kept(Instant.parse("2026-11-29T08:00:00Z"), "payments/p", "uid", Map.of(), Map.of()).toJson();

    private final MockKube kube = new MockKube();
    private final List<String> notices = new ArrayList<>();
    private final RevertCluster cluster = new RevertCluster(kube.client(), "payments", "p", "warden", notices::add);

    @AfterEach
    void stop() {
        kube.close();
    }

    @Test
    void what_an_unlisted_bucket_became_is_not_told_by_a_status_from_before_the_wish() {
        policy("bucketSelector: {names: ['*']}");
        says("an earlier request");
        record("unlisted", Map.of("versioning", READABLE));
        var rows = cluster.rows(cluster.policy(), Set.of(), Set.of());

        var request = cluster.wish(cluster.policy(), Set.of());
        assertThat(await(rows, request, Duration.ofMillis(1)))
                .extracting(RevertRow::state)
                .containsExactly(State.Unanswered);

        says(request);
        assertThat(await(rows, request, Duration.ofMinutes(1)))
                .extracting(RevertRow::state)
                .containsExactly(State.NotListed);
    }

    @Test
    void a_wish_keeps_what_is_asked_for_already_and_asks_for_a_look() {
        policy("bucketName: acme");

        cluster.wish(cluster.policy(), Set.of("versioning"));
        var request = cluster.wish(cluster.policy(), Set.of("encryption"));

        var policy = cluster.policy();
        assertThat(policy.revertWish().facets()).containsExactlyInAnyOrder("versioning", "encryption");
        assertThat(policy.reconcileRequestedAt()).isEqualTo(request);
    }

    @Test
    void a_record_that_cannot_be_read_hides_no_other_and_is_named() {
        policy("bucketName: acme");
        record("acme", Map.of("versioning", "{", "encryption", READABLE, "logging", "{"));
        record("of-another-policy", Map.of("versioning", "{"));

        var rows = cluster.rows(cluster.policy(), Set.of("versioning", "encryption"), Set.of());

        assertThat(rows)
                .extracting(row -> row.bucket() + " " + row.facet() + " " + row.state())
                .containsExactly("acme encryption null", "acme versioning Failed");
        assertThat(rows.getLast().message())
                .contains(
                        "ConfigMap warden/" + BucketRecord.name(new BucketId("", "acme")) + ", entry versioning",
                        "cannot be understood",
                        "Repair");
        assertThat(RevertTable.of(rows)).contains("WOULD-PUT-BACK", "cannot be read", "ConfigMap warden/");
    }

    private List<RevertRow> await(List<RevertRow> rows, String request, Duration timeout) {
        try (var progress = new Progress(new PrintWriter(Writer.nullWriter()), 1, false)) {
            return cluster.await(rows, request, timeout, progress);
        }
    }

    private void policy(String target) {
        kube.client().resource("""
                        apiVersion: bucketwarden.io/v1alpha1
                        kind: S3BucketPolicy
                        metadata: {name: p, namespace: payments}
                        spec: {%s, mode: Enforce, posture: {versioning: {status: Enabled}}}
                        """.formatted(target)).create();
    }

    /** All is well, and there are more buckets than it lists. */
    private void says(String handled) {
        var ready = new Condition(
                Condition.Type.Ready, Condition.Status.True, Reason.Enforced, "All done.", 1L, "2026-11-29T08:00:00Z");
        resource().editStatus(policy -> {
            policy.setStatus(new S3BucketPolicyStatus(
                    1L, "150 buckets", null, null, List.of(), true, null, handled, List.of(ready)));
            return policy;
        });
    }

    private Resource<S3BucketPolicy> resource() {
        return kube.client()
                .resources(S3BucketPolicy.class)
                .inNamespace("payments")
                .withName("p");
    }

    private void record(String bucket, Map<String, String> entries) {
        var record = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(BucketRecord.name(new BucketId("", bucket)))
                .withNamespace("warden")
                .withLabels(BucketRecord.LABELS)
                .addToLabels(BucketRecord.BUCKET_LABEL, bucket)
                .addToAnnotations("bucketwarden.io/bucket", bucket)
                .endMetadata()
                .withData(entries)
                .build();
        kube.client().resource(record).create();
    }
}
