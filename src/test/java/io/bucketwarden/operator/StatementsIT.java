package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.servers.FaultyProxy;
import org.junit.jupiter.api.Test;

/** Whose statements of a policy document come, stay and go. */
class StatementsIT extends RealServers {

    @Test
    void a_facet_taken_out_takes_its_statement_along_and_leaves_those_of_others() {
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(document(FOREIGN.formatted(bucket))));
        apply("p", "Enforce", "secureTransport: {}\n    versioning: {status: Enabled}");
        await("p", compliant());
        assertThat(policyText()).contains("BucketwardenSecureTransport").contains(FOREIGN.formatted(bucket));

        apply("p", "Enforce", "versioning: {status: Enabled}");

        await("p", s -> s.observedGeneration() == 2 && compliant().test(s));
        assertThat(policyText()).doesNotContain("Bucketwarden").contains(FOREIGN.formatted(bucket));
    }

    @Test
    void a_facet_taken_out_while_nobody_looked_takes_its_statement_along_afterwards() {
        apply("p", "Enforce", "secureTransport: {}\n    versioning: {status: Enabled}");
        await("p", compliant());
        proxy.failAll(bucket, 400, "ExpiredToken");
        request("p", "blind");
        await("p", s -> reason(s, Condition.Type.Compliant).equals("Unknown/CheckFailed"));
        annotate("p", S3BucketPolicy.PAUSED, "true");
        await("p", s -> s.condition(Condition.Type.Paused).isPresent());
        apply("p", "Enforce", "versioning: {status: Enabled}");
        await("p", s -> s.observedGeneration() == 2);
        proxy.heal();

        annotate("p", S3BucketPolicy.PAUSED, null);

        await(
                "p",
                s -> s.condition(Condition.Type.Paused).isEmpty() && compliant().test(s));
        assertThat(policyText()).doesNotContain("Bucketwarden");
    }

    @Test
    void the_statement_that_a_deleted_policy_left_is_not_removed_by_the_next_one() {
        apply("first", "Enforce", "secureTransport: {}");
        await("first", compliant());
        kube.resources(S3BucketPolicy.class)
                .inNamespace(namespace)
                .withName("first")
                .delete();
        apply("second", "Enforce", "versioning: {status: Enabled}");
        await("second", compliant());

        apply("second", "Enforce", "versioning: {status: Enabled}\n    encryption: {algorithm: AES256}");

        await("second", s -> s.observedGeneration() == 2 && compliant().test(s));
        assertThat(policyText()).contains("BucketwardenSecureTransport");
    }

    @Test
    void deleting_the_policy_leaves_the_settings() {
        apply("p", "Enforce", "secureTransport: {}\n    versioning: {status: Enabled}");
        await("p", compliant());
        var writes = proxy.writes(bucket);

        kube.resources(S3BucketPolicy.class)
                .inNamespace(namespace)
                .withName("p")
                .delete();
        await("it")
                .until(() -> operator.policies().stream()
                        .noneMatch(p -> p.getMetadata().getNamespace().equals(namespace)));

        assertThat(policyText()).contains("BucketwardenSecureTransport");
        assertThat(proxy.writes(bucket)).isEqualTo(writes);
    }

    @Test
    void a_malformed_document_is_left_alone_and_said() {
        s3.putBucketPolicy(r -> r.bucket(bucket).policy("{\"Version\":\"2012-10-17\",\"Statement\":\"nonsense\"}"));
        apply("p", "Enforce", "secureTransport: {}\n    versioning: {status: Enabled}");

        var status = await(
                "p",
                s -> s.buckets().stream()
                        .anyMatch(b -> b.compliantFacets() != null
                                && b.compliantFacets().contains("versioning")));

        assertThat(facet(status, "secureTransport").state()).isEqualTo(FacetState.Unknown);
        assertThat(facet(status, "secureTransport").message()).contains("put-bucket-policy");
        assertThat(proxy.seen(bucket))
                .noneMatch(seen -> seen.isWrite() && seen.subresource().equals("policy"));
    }

    @Test
    void no_sub_resource_of_a_server_that_is_not_aws_is_deleted() {
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(document(FOREIGN.formatted(bucket))));
        apply("p", "Enforce", "secureTransport: {}");
        await("p", compliant());
        s3.deleteBucketPolicy(r -> r.bucket(bucket));
        request("p", "1");
        await("p", s -> "1".equals(s.lastHandledReconcileAt()) && compliant().test(s));

        apply("p", "Enforce", "versioning: {status: Enabled}");
        await("p", s -> s.observedGeneration() == 2 && compliant().test(s));

        assertThat(proxy.seen(bucket).stream().filter(seen -> seen.method().equals("DELETE")))
                .extracting(FaultyProxy.Seen::subresource)
                .containsExactly("policy");
        assertThat(s3.headBucket(r -> r.bucket(bucket)).sdkHttpResponse().isSuccessful())
                .isTrue();
    }
}
