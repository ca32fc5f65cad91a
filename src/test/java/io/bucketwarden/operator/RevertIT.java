package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.servers.FaultyProxy;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** An annotation puts facets back, on real servers. */
class RevertIT extends RealServers {

    private static final String EVERYTHING = """
            publicAccess: {block: true}
                objectOwnership: {rule: BucketOwnerEnforced}
                encryption: {algorithm: AES256}
                versioning: {status: Enabled}
                logging: {targetBucket: %1$s, targetPrefix: new/}
                secureTransport: {}
                networkAccess: {allowedCidrs: [203.0.113.0/24, 127.0.0.0/8]}""";

    @Test
    void all_is_put_back_to_the_letter_held_over_a_restart_and_enforced_again() {
        var logs = logs();
        s3.putBucketOwnershipControls(r -> r.bucket(bucket)
                .ownershipControls(c -> c.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ObjectOwnership.OBJECT_WRITER)
                        .build())));
        s3.putBucketAcl(r -> r.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ));
        s3.putBucketEncryption(r -> r.bucket(bucket)
                .serverSideEncryptionConfiguration(c -> c.rules(ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(
                                d -> d.sseAlgorithm("aws:kms").kmsMasterKeyID("key"))
                        .bucketKeyEnabled(true)
                        .build())));
        s3.putBucketLogging(r -> r.bucket(bucket)
                .bucketLoggingStatus(
                        l -> l.loggingEnabled(to -> to.targetBucket(logs).targetPrefix("old/"))));
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(document(FOREIGN.formatted(bucket))));
        var before = shown();
        apply("p", "Enforce", EVERYTHING.formatted(logs));
        await("p", compliant());
        assertThat(shown()).isNotEqualTo(before);

        annotate("p", S3BucketPolicy.REVERT, "all");
        var status = await("p", reverted(7));

        assertThat(shown()).isEqualTo(before);
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).statusAsString())
                .isEqualTo("Suspended");
        assertThat(reason(status, Condition.Type.Compliant)).isEqualTo("False/DriftDetected");
        assertThat(reason(status, Condition.Type.Ready)).isEqualTo("True/Enforced");
        assertThat(facet(status, "versioning").message()).contains("never enabled", "Held");
        assertThat(status.buckets().getFirst().exposureWindows().getFirst().closedAt())
                .isNull();
        awaitEvent("p", "Reverted");
        awaitEvent("p", "PublicExposureFound");
        assertThat(proxy.seen(bucket)).noneMatch(seen -> seen.method().equals("DELETE"));

        var writes = proxy.writes(bucket);
        stopOperator();
        startOperator(Clock.systemUTC());
        request("p", "after a restart");
        await(
                "p",
                s -> "after a restart".equals(s.lastHandledReconcileAt())
                        && reverted(7).test(s));
        assertThat(proxy.writes(bucket)).isEqualTo(writes);

        annotate("p", S3BucketPolicy.REVERT, null);
        await("p", compliant());
        awaitEvent("p", "PublicExposureClosed");
    }

    @Test
    void what_people_did_since_outlives_a_restart_that_finds_no_status() throws InterruptedException {
        apply("p", "Enforce", "versioning: {status: Enabled}");
        await("p", compliant());
        annotate("p", S3BucketPolicy.REVERT, "all");
        await("p", reverted(1));
        stopOperator();
        kube.resources(S3BucketPolicy.class)
                .inNamespace(namespace)
                .withName("p")
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":null}");
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status("Enabled")));
        var writes = proxy.writes(bucket);

        startOperator(Clock.systemUTC());
        request("p", "after a restart");
        var status = await(
                "p",
                s -> "after a restart".equals(s.lastHandledReconcileAt())
                        && !s.buckets().isEmpty());

        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).statusAsString())
                .isEqualTo("Enabled");
        assertThat(proxy.writes(bucket)).isEqualTo(writes);
        assertThat(facet(status, "versioning").state()).isEqualTo(FacetState.Reverted);
        assertThat(facet(status, "versioning").message()).contains("the work of others");

        annotate("p", S3BucketPolicy.REVERT, null);
        await("p", compliant());
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status("Suspended")));
        request("p", "once more");
        await(
                "p",
                s -> "once more".equals(s.lastHandledReconcileAt())
                        && compliant().test(s));
        annotate("p", S3BucketPolicy.REVERT, "versioning");
        await("p", reverted(1));
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).statusAsString())
                .isEqualTo("Suspended");
    }

    @Test
    void a_fleet_is_put_back_in_one_facet_and_enforced_in_the_others() {
        var other = bucket + "-b";
        s3.createBucket(r -> r.bucket(other));
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(document(FOREIGN.formatted(bucket))));
        applyFleet(
                "p",
                "{namePatterns: [\"" + bucket + "*\"]}",
                "Enforce",
                "secureTransport: {}\n    versioning: {status: Enabled}");
        await("p", s -> compliant().test(s) && s.buckets().size() == 2);

        annotate("p", S3BucketPolicy.REVERT, "secureTransport");
        await(
                "p",
                s -> s.buckets().stream()
                        .allMatch(b -> b.compliantFacets().contains("versioning")
                                && b.facet("secureTransport")
                                        .filter(f -> f.state() == FacetState.Reverted)
                                        .isPresent()));

        assertThat(policyText()).isEqualTo(document(FOREIGN.formatted(bucket)));
        assertThat(proxy.seen(other).stream().filter(seen -> seen.method().equals("DELETE")))
                .extracting(FaultyProxy.Seen::subresource)
                .containsExactly("policy");
    }

    @Test
    void a_wish_that_is_not_understood_writes_nothing_and_is_told() {
        apply("p", "Enforce", "versioning: {status: Enabled}");
        await("p", compliant());
        var writes = proxy.writes(bucket);

        annotate("p", S3BucketPolicy.REVERT, "versioning,encrypton");
        var status = await("p", s -> s.condition(Condition.Type.RevertRefused).isPresent());

        assertThat(status.condition(Condition.Type.RevertRefused).orElseThrow().message())
                .contains("encrypton");
        awaitEvent("p", "RevertRefused");
        assertThat(proxy.writes(bucket)).isEqualTo(writes);
        annotate("p", S3BucketPolicy.REVERT, "versioning");
        await(
                "p",
                s -> s.condition(Condition.Type.RevertRefused).isEmpty()
                        && reverted(1).test(s));

        var held = proxy.writes(bucket);
        annotate("p", S3BucketPolicy.REVERT, "versionin");
        await("p", s -> s.condition(Condition.Type.RevertRefused).isPresent());
        request("p", "after a slip");
        await(
                "p",
                s -> "after a slip".equals(s.lastHandledReconcileAt())
                        && reverted(1).test(s));
        assertThat(proxy.writes(bucket)).isEqualTo(held);
    }

    @Test
    void a_paused_policy_puts_nothing_back() {
        apply("p", "Enforce", "versioning: {status: Enabled}");
        await("p", compliant());
        annotate("p", S3BucketPolicy.PAUSED, "true");
        await("p", s -> s.condition(Condition.Type.Paused).isPresent());
        var calls = proxy.seen(bucket).size();

        annotate("p", S3BucketPolicy.REVERT, "all");
        request("p", "now");
        apply("q", bucket + "-q", "Audit", "versioning: {status: Enabled}");
        await("q", s -> reason(s, Condition.Type.Ready).equals("False/BucketNotFound"));

        assertThat(proxy.seen(bucket)).hasSize(calls);
        annotate("p", S3BucketPolicy.PAUSED, null);
        await("p", reverted(1));
    }

    private static Predicate<S3BucketPolicyStatus> reverted(int facets) {
        return s -> !s.buckets().isEmpty()
                && s.buckets().getFirst().facets().stream()
                                .filter(f -> f.state() == FacetState.Reverted)
                                .count()
                        == facets
                && reason(s, Condition.Type.Ready).equals("True/Enforced");
    }

    private String logs() {
        var logs = bucket + "-logs";
        s3.createBucket(r -> r.bucket(logs));
        s3.putBucketPolicy(r -> r.bucket(logs).policy("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},\
                "Action":"s3:PutObject","Resource":"arn:aws:s3:::%s/*"}]}""".formatted(logs)));
        return logs;
    }

    /** All that can be put back to the letter. */
    private String shown() {
        return String.join(
                "\n",
                s3.getBucketAcl(r -> r.bucket(bucket)).grants().toString(),
                s3.getBucketOwnershipControls(r -> r.bucket(bucket))
                        .ownershipControls()
                        .toString(),
                s3.getBucketEncryption(r -> r.bucket(bucket))
                        .serverSideEncryptionConfiguration()
                        .toString(),
                s3.getBucketLogging(r -> r.bucket(bucket)).loggingEnabled().toString(),
                policyText());
    }
}
