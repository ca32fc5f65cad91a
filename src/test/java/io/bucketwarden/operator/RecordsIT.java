package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.operator.records.BucketRecord;
import io.bucketwarden.operator.records.ConfigMapRecords;
import io.bucketwarden.operator.records.Records;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Part;
import io.bucketwarden.posture.undo.Kept;
import io.bucketwarden.servers.TestCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** What buckets were, in ConfigMaps of a real API server. */
class RecordsIT extends RealServers {

    @Test
    void it_is_kept_before_the_write_and_once_only_also_by_the_next_operator() throws InterruptedException {
        var held = proxy.hold("PUT", bucket, "versioning");
        apply("p", "Enforce", "versioning: {status: Enabled}");
        held.awaitArrival();

        var record = record();
        assertThat(BucketRecord.bucket(record))
                .hasValueSatisfying(it -> assertThat(it.name()).isEqualTo(bucket));
        assertThat(record.getMetadata().getLabels()).containsAllEntriesOf(BucketRecord.LABELS);
        var kept = BucketRecord.entries(record).get("versioning");
        assertThat(kept.parts().get(Part.Versioning)).hasToString("null");
        assertThat(kept.policy()).isEqualTo(namespace + "/p");
        held.release();
        await("p", compliant());

        stopOperator();
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status("Suspended")));
        startOperator(Clock.systemUTC());
        await("it")
                .until(() -> s3.getBucketVersioning(r -> r.bucket(bucket)).status() == BucketVersioningStatus.ENABLED);
        assertThat(record()).isEqualTo(record);

        apply("p", "Enforce", "versioning: {status: Enabled}\n    secureTransport: {}");
        await("p", s -> s.observedGeneration() == 2 && compliant().test(s));
        assertThat(record().getData())
                .containsOnlyKeys("versioning", "secureTransport")
                .containsAllEntriesOf(record.getData());
    }

    @Test
    void a_record_that_a_tenant_writes_counts_for_nothing() {
        var forged = BucketRecord.with(
                BucketRecord.empty(id(), namespace),
                Map.of("versioning", new Kept(Instant.EPOCH, "x/y", "", Map.of(), Map.of())));
        kube.resource(forged).create();

        apply("p", "Enforce", "versioning: {status: Enabled}");
        await("p", compliant());

        assertThat(record().getData().get("versioning")).contains("\"Versioning\":null");
        assertThat(kube.configMaps()
                        .inNamespace(namespace)
                        .withName(forged.getMetadata().getName())
                        .get()
                        .getData())
                .isEqualTo(forged.getData());
    }

    @Test
    void without_a_place_for_records_a_bucket_is_closed_and_nothing_else_is_written() {
        stopOperator();
        recordNamespace = "there-is-none";
        startOperator(Clock.systemUTC());

        apply("p", "Enforce", "publicAccess: {block: true}\n    versioning: {status: Enabled}");

        var status = await(
                "p",
                s -> reason(s, Condition.Type.Reconciling).equals("True/CheckFailed")
                        && s.buckets().getFirst().compliantFacets().contains("publicAccess"));
        assertThat(facet(status, "versioning").state()).isEqualTo(FacetState.Drifted);
        assertThat(facet(status, "versioning").message()).contains("there-is-none", "--record-namespace");
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).status()).isNull();
    }

    @Test
    void a_missing_right_is_named_by_its_verb() {
        try (var nobody = as("nobody")) {
            var records = new ConfigMapRecords(nobody, recordNamespace);

            assertThatThrownBy(() -> records.add(id(), entries(1)))
                    .isInstanceOf(CallFailed.class)
                    .hasMessageContaining("the verb get on configmaps in namespace " + recordNamespace);
            allow("nobody", "get");
            await("the right")
                    .untilAsserted(() -> assertThatThrownBy(() -> records.add(id(), entries(1)))
                            .hasMessageContaining("the verb create on configmaps"));
        }
    }

    @Test
    void what_two_keep_at_the_same_time_is_all_kept() {
        var one = new ConfigMapRecords(kube, recordNamespace);
        var other = new ConfigMapRecords(kube, recordNamespace);

        one.add(id(), entries(1));
        other.add(id(), Map.of("encryption", entry(2), "versioning", entry(2)));
        one.add(id(), Map.of("logging", entry(3)));

        assertThat(one.of(id()))
                .containsEntry("versioning", entry(1))
                .containsEntry("encryption", entry(2))
                .containsEntry("logging", entry(3));
        assertThat(one.known(id(), "encryption")).isEqualTo(Records.Knowledge.Kept);
        assertThat(other.known(id(), "logging")).isEqualTo(Records.Knowledge.NothingKept);
    }

    @Test
    void the_mark_of_what_was_put_back_outlives_the_process_and_changes_nothing_of_what_is_kept() {
        var before = new ConfigMapRecords(kube, recordNamespace);
        before.mark(id(), Map.of("versioning", mark(4)));
        assertThat(before.of(id())).isEmpty();
        before.add(id(), entries(1));
        before.mark(id(), Map.of("versioning", mark(5), "logging", mark(5)));

        var next = new ConfigMapRecords(kube, recordNamespace);
        assertThat(next.known(id(), "versioning")).isEqualTo(Records.Knowledge.NotAsked);
        next.recall(id());
        assertThat(next.known(id(), "versioning")).isEqualTo(Records.Knowledge.PutBack);
        assertThat(next.known(id(), "logging")).isEqualTo(Records.Knowledge.NothingKept);
        next.mark(id(), Map.of("versioning", mark(6)));
        assertThat(next.of(id())).containsExactly(Map.entry("versioning", entry(1).with(mark(5))));

        next.unmark(id(), Set.of("versioning"));
        assertThat(next.known(id(), "versioning")).isEqualTo(Records.Knowledge.Kept);
        assertThat(next.of(id())).isEqualTo(entries(1));
    }

    @Test
    void a_record_has_bounds_and_belongs_to_one_bucket() {
        var records = new ConfigMapRecords(kube, recordNamespace);
        var large = new Kept(Instant.EPOCH, "x".repeat(BucketRecord.MAX_BYTES), "", Map.of(), Map.of());

        assertThatThrownBy(() -> records.add(id(), Map.of("versioning", large)))
                .hasMessageContaining("at most " + BucketRecord.MAX_BYTES);
        records.add(id(), entries(1));
        kube.configMaps()
                .inNamespace(recordNamespace)
                .withName(BucketRecord.name(id()))
                .edit(record -> {
                    record.getMetadata().getAnnotations().put("bucketwarden.io/bucket", "another");
                    return record;
                });
        assertThatThrownBy(() -> records.of(id())).hasMessageContaining("record of another bucket");
    }

    private ConfigMap record() {
        return kube.configMaps().inNamespace(recordNamespace).withLabels(BucketRecord.LABELS).list().getItems().stream()
                .filter(record -> BucketRecord.bucket(record)
                        .filter(it -> it.name().equals(bucket))
                        .isPresent())
                .findFirst()
                .orElseThrow();
    }

    private BucketId id() {
        return new BucketId("123456789012", bucket);
    }

    private static Map<String, Kept> entries(int second) {
        return Map.of("versioning", entry(second));
    }

    private static Kept entry(int second) {
        return new Kept(Instant.EPOCH.plusSeconds(second), "storage/p", "1", Map.of(), Map.of());
    }

    private static Kept.Reverted mark(int second) {
        return new Kept.Reverted(Instant.EPOCH.plusSeconds(second), "1");
    }

    private static KubernetesClient as(String user) {
        var config = Config.fromKubeconfig(TestCluster.get().kubeconfig());
        config.setImpersonateUsername(user);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private void allow(String user, String verb) {
        List.of("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: %1$s, namespace: %2$s}
                rules: [{apiGroups: [""], resources: [configmaps], verbs: [%3$s]}]
                """, """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: %1$s, namespace: %2$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: %1$s}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %1$s}]
                """)
                .forEach(yaml -> kube.resource(yaml.formatted(user, recordNamespace, verb))
                        .create());
    }
}
