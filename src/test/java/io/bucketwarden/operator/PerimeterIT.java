package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;

/** Statements that keep somebody out, and those whom they must not keep out. */
class PerimeterIT extends RealServers {

    private static final String ROLE = "arn:aws:iam::123456789012:role/replication";
    private static final String NETWORKS = "networkAccess: {allowedCidrs: [203.0.113.0/24]%s}";
    private static final String INTRUDER = """
            {"Sid":"Intruder","Effect":"Allow","Principal":{"CanonicalUser":\
            "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"},"Action":"s3:GetObject",\
            "Resource":"arn:aws:s3:::%s/*"}""";

    @Test
    void replication_is_not_cut_off_until_its_role_is_exempt() {
        replicate();
        apply("p", "Enforce", NETWORKS.formatted("") + "\n    secureTransport: {}");

        var refused = await("p", s -> isFailed(s, "networkAccess"));

        assertThat(reason(refused, Condition.Type.Ready)).isEqualTo("False/WouldLockOut");
        assertThat(reason(refused, Condition.Type.Stalled)).isEqualTo("True/WouldLockOut");
        assertThat(facet(refused, "networkAccess").message())
                .startsWith("Not written: statement BucketwardenNetworkAccess might deny"
                        + " s3:GetObjectVersionForReplication to " + ROLE + " (replication).")
                .contains("networkAccess.exemptPrincipals");
        assertThat(policyText())
                .as("one refused statement keeps no other from being written")
                .contains("BucketwardenSecureTransport")
                .doesNotContain("BucketwardenNetworkAccess");

        apply("p", "Enforce", NETWORKS.formatted(", exemptPrincipals: ['" + ROLE + "']") + "\n    secureTransport: {}");

        await("p", s -> s.observedGeneration() == 2 && compliant().test(s));
        assertThat(policyText()).contains("BucketwardenNetworkAccess").contains(ROLE);
    }

    @Test
    void whoever_takes_a_statement_out_cannot_keep_it_out_by_one_of_their_own() {
        apply("p", "Enforce", "accountAccess: {allowedAccounts: ['123456789012']}");
        await("p", compliant());
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(document(INTRUDER.formatted(bucket))));

        request("p", "again");

        await(
                "p",
                s -> "again".equals(s.lastHandledReconcileAt()) && compliant().test(s));
        assertThat(policyText()).contains("BucketwardenAccountAccess").contains(INTRUDER.formatted(bucket));
    }

    @Test
    void whoever_is_let_in_by_a_name_that_tells_nothing_is_asked_about_first() {
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(document(INTRUDER.formatted(bucket))));

        apply("p", "Enforce", "accountAccess: {allowedAccounts: ['123456789012']}");

        var refused = await("p", s -> isFailed(s, "accountAccess"));
        assertThat(facet(refused, "accountAccess").message())
                .contains("CanonicalUser 79a59df900b949e5", "cannot be told: name an account");
        assertThat(policyText()).isEqualTo(document(INTRUDER.formatted(bucket)));
    }

    @Test
    void whoever_is_to_be_kept_out_all_the_same_is_accepted_by_an_annotation() {
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(document(INTRUDER.formatted(bucket))));
        apply("p", "Enforce", "accountAccess: {allowedAccounts: ['123456789012']}");
        var refused = await("p", s -> isFailed(s, "accountAccess"));
        assertThat(facet(refused, "accountAccess").message()).contains(S3BucketPolicy.ACCEPT_LOCKOUT);

        annotate("p", S3BucketPolicy.ACCEPT_LOCKOUT, "accountAccess");

        await("p", compliant());
        assertThat(policyText()).contains("BucketwardenAccountAccess").contains(INTRUDER.formatted(bucket));
    }

    private void replicate() {
        s3.putBucketVersioning(
                r -> r.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        s3.createBucket(r -> r.bucket(bucket + "-copy"));
        s3.putBucketVersioning(
                r -> r.bucket(bucket + "-copy").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        var all = ReplicationRule.builder()
                .id("all")
                .priority(1)
                .status(ReplicationRuleStatus.ENABLED)
                .filter(f -> f.prefix(""))
                .deleteMarkerReplication(d -> d.status("Disabled"))
                .destination(d -> d.bucket("arn:aws:s3:::" + bucket + "-copy"))
                .build();
        s3.putBucketReplication(
                r -> r.bucket(bucket).replicationConfiguration(c -> c.role(ROLE).rules(all)));
    }

    private static boolean isFailed(S3BucketPolicyStatus status, String facet) {
        return status.buckets().stream()
                .flatMap(b -> b.facets().stream())
                .anyMatch(f -> f.name().equals(facet) && f.state() == FacetState.Failed);
    }
}
