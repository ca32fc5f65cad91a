package io.bucketwarden.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketAccessSpec;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.api.S3BucketAccessStatus.Phase;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.fleet.Claim;
import io.bucketwarden.servers.TestCluster;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is known of a bucket, on a real API server. */
class AccessStoreIT {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final KubernetesClient kube = TestCluster.get().admin();
    private final String namespace = TestCluster.get().namespace("it-access-" + NUMBER.incrementAndGet());
    private final AccessStore store = new AccessStore(kube);

    @Test
    void a_resource_is_made_once_and_belongs_to_its_policy() {
        var tracked = policy("ledger", "acme-ledger");

        var made = store.obtain(tracked);
        var again = store.obtain(tracked);

        assertThat(again.getMetadata().getUid()).isEqualTo(made.getMetadata().getUid());
        assertThat(made.getMetadata().getName()).isEqualTo("ledger");
        assertThat(made.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner ->
                        assertThat(owner.getUid()).isEqualTo(tracked.claim().uid()));
    }

    @Test
    void of_two_who_read_the_same_only_the_first_writes() {
        var tracked = policy("ledger", "acme-ledger");
        var mine = store.obtain(tracked);
        var theirs = store.obtain(tracked);

        assertThat(store.save(theirs, learning("theirs"))).isPresent();
        assertThat(store.save(mine, learning("mine"))).isEmpty();

        assertThat(store.obtain(tracked).getStatus().memory()).isEqualTo("theirs");
    }

    @Test
    void what_a_person_acknowledges_meanwhile_is_read_before_anything_is_written_over_it() {
        var tracked = policy("ledger", "acme-ledger");
        var read = store.obtain(tracked);
        acknowledge("ledger", "5f1c09d2e7a4b386");

        assertThat(store.save(read, learning("old"))).isEmpty();

        var now = store.obtain(tracked);
        assertThat(store.save(now, learning("new"))).isPresent();
        assertThat(store.obtain(tracked).getSpec().effectiveAcknowledged()).containsOnlyKeys("5f1c09d2e7a4b386");
    }

    @Test
    void a_resource_that_was_deleted_meanwhile_is_not_written() {
        var tracked = policy("ledger", "acme-ledger");
        var read = store.obtain(tracked);
        kube.resource(read).delete();

        assertThat(store.save(read, learning("gone"))).isEmpty();
    }

    @Test
    void what_another_policy_of_that_name_left_behind_is_not_taken_over() {
        var before = store.obtain(policy("ledger", "acme-ledger"));
        store.save(before, learning("of the one before"));
        kube.resources(S3BucketPolicy.class)
                .inNamespace(namespace)
                .withName("ledger")
                .delete();
        var tracked = policy("ledger", "acme-ledger");

        var after = store.obtain(tracked);

        assertThat(after.getMetadata().getUid())
                .isNotEqualTo(before.getMetadata().getUid());
        assertThat(after.getStatus() == null ? null : after.getStatus().memory())
                .isNull();
    }

    @Test
    void two_buckets_whose_names_read_alike_get_a_resource_each() {
        var one = policy("a.b", "acme-c");
        var first = store.obtain(one);
        var other = new S3BucketAccess();
        other.setMetadata(
                new ObjectMetaBuilder().withName("a").withNamespace(namespace).build());
        other.setSpec(new S3BucketAccessSpec("somebody-else", "acme-x", null));
        kube.resource(other).create();

        var second = store.obtain(policy("a", "acme-d"));

        assertThat(first.getMetadata().getName()).isEqualTo("a.b");
        assertThat(second.getMetadata().getName()).startsWith("access-");
        assertThat(second.getSpec().bucket()).isEqualTo("acme-d");
    }

    @Test
    void whose_resource_it_is_may_not_change() {
        store.obtain(policy("ledger", "acme-ledger"));

        assertThatThrownBy(() -> patch("ledger", "{\"spec\":{\"bucket\":\"acme-other\"}}"))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("policy and bucket may not change");
    }

    private void acknowledge(String name, String id) {
        patch(name, "{\"spec\":{\"acknowledged\":{\"" + id + "\":\"ok\"}}}");
    }

    private void patch(String name, String json) {
        kube.resources(S3BucketAccess.class)
                .inNamespace(namespace)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    private static S3BucketAccessStatus learning(String memory) {
        return new S3BucketAccessStatus(
                1L, Phase.Learning, null, null, null, null, null, List.of(), List.of(), List.of(), memory, List.of());
    }

    private Tracked policy(String name, String bucket) {
        var spec = """
                {"bucketName": "%s", "posture": {"logging": {"targetBucket": "acme-logs"}}, "accessTracking": {}}""";
        var declared = new S3BucketPolicy();
        declared.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        declared.setSpec(kube.getKubernetesSerialization().unmarshal(spec.formatted(bucket), S3BucketPolicySpec.class));
        var policy = kube.resource(declared).create();
        return new Tracked(
                new Claim(
                        policy,
                        new BucketId("123456789012", bucket),
                        GrantedAccount.OWN,
                        Mode.Audit,
                        false,
                        null,
                        Set.of(),
                        Map.of()),
                "us-east-1");
    }
}
