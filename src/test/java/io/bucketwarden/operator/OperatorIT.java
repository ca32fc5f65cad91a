package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.posture.facet.Facets;
import io.bucketwarden.servers.FaultyProxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** What the operator does, seen from outside. */
class OperatorIT extends RealServers {

    @Test
    void audit_reports_drift_and_writes_nothing() {
        apply("p", "Audit", "versioning: {status: Enabled}");

        var status = await("p", ready("Audited"));

        assertThat(reason(status, Condition.Type.Compliant)).isEqualTo("False/DriftDetected");
        assertThat(facet(status, "versioning").drifts())
                .singleElement()
                .satisfies(d -> assertThat(d.path() + " " + d.expected() + " " + d.actual())
                        .isEqualTo("versioning.status Enabled never enabled"));
        assertThat(proxy.writes(bucket)).isZero();
    }

    @Test
    void enforce_repairs_verifies_and_then_leaves_the_bucket_alone() {
        apply("p", "Enforce", "versioning: {status: Enabled}");

        await("p", compliant());

        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).status()).isEqualTo(BucketVersioningStatus.ENABLED);
        assertThat(proxy.writes(bucket)).isEqualTo(1);
        var version = version("p");
        request("p", "again");
        await("p", s -> "again".equals(s.lastHandledReconcileAt()));
        assertThat(proxy.writes(bucket)).isEqualTo(1);
        assertThat(version("p")).isNotEqualTo(version);
    }

    @Test
    void drift_behind_the_back_is_found_on_request_and_closed() {
        apply("p", "Enforce", "publicAccess: {block: true}");
        await("p", compliant());

        s3.deletePublicAccessBlock(r -> r.bucket(bucket));
        s3.putBucketAcl(r -> r.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ));
        request("p", "now");

        await("p", s -> "now".equals(s.lastHandledReconcileAt()) && compliant().test(s));
        assertThat(s3.getBucketAcl(r -> r.bucket(bucket)).toString()).doesNotContain("AllUsers");
        awaitEvent("p", "PublicExposureClosed");
    }

    @Test
    void each_facet_is_driven_to_its_posture() {
        var logs = bucket + "-logs";
        s3.createBucket(r -> r.bucket(logs));
        s3.putBucketPolicy(r -> r.bucket(logs).policy("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},\
                "Action":"s3:PutObject","Resource":"arn:aws:s3:::%s/*"}]}""".formatted(logs)));
        var facets = Map.of(
                "publicAccess", "publicAccess: {block: true}",
                "objectOwnership", "objectOwnership: {rule: BucketOwnerEnforced}",
                "encryption", "encryption: {algorithm: AES256}",
                "versioning", "versioning: {status: Enabled}",
                "mfaDelete", "mfaDelete: {denyDeletesWithoutMfa: true}",
                "logging", "logging: {targetBucket: " + logs + ", targetPrefix: x/}",
                "secureTransport", "secureTransport: {minimumTlsVersion: \"1.2\"}",
                "networkAccess", "networkAccess: {allowedCidrs: [203.0.113.0/24]}",
                "accountAccess", "accountAccess: {allowedAccounts: [\"123456789012\"]}");
        assertThat(facets.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Facets.ALL.stream().map(f -> f.name()).toList());

        facets.forEach((name, yaml) -> {
            var one = bucket + "-" + name.toLowerCase(java.util.Locale.ROOT);
            s3.createBucket(r -> r.bucket(one));
            if (name.equals("mfaDelete")) {
                s3.putBucketVersioning(r -> r.bucket(one).versioningConfiguration(c -> c.status("Enabled")));
            }
            apply(name.toLowerCase(java.util.Locale.ROOT), one, "Enforce", yaml);
        });

        facets.keySet().forEach(name -> {
            var status = await(name.toLowerCase(java.util.Locale.ROOT), compliant());
            assertThat(status.buckets().getFirst().compliantFacets()).containsExactly(name);
        });
        facets.keySet().forEach(this::switchOff);
    }

    /** Statements of ours go with their facet; every other setting stays as it is. */
    private void switchOff(String name) {
        var policy = name.toLowerCase(java.util.Locale.ROOT);
        var one = bucket + "-" + policy;
        var before = proxy.writes(one);
        var other = name.equals("versioning") ? "encryption: {algorithm: AES256}" : "versioning: {status: Enabled}";

        apply(policy, one, "Enforce", other);

        var status =
                await(policy, s -> s.observedGeneration() == 2 && compliant().test(s));
        assertThat(status.buckets().getFirst().compliantFacets()).doesNotContain(name);
        var own = Facets.ALL.stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
        var written = proxy.seen(one).stream()
                .filter(FaultyProxy.Seen::isWrite)
                .skip(before)
                .map(FaultyProxy.Seen::subresource)
                .filter(subresource -> !subresource.equals("versioning") && !subresource.equals("encryption"))
                .toList();
        assertThat(written).as(name).isEqualTo(own.sids().isEmpty() ? List.of() : List.of("policy"));
    }

    @Test
    void an_older_policy_that_cannot_be_acted_upon_governs_nothing() {
        loosen(true);
        try {
            apply("aa", "Enforce", "versioning: {status: Sometimes}\n    publicAccess: {block: true}");
            await("aa", s -> reason(s, Condition.Type.Accepted).equals("False/InvalidSpec"));

            apply("bb", "Enforce", "publicAccess: {block: true}");

            await("bb", compliant());
        } finally {
            kube.resources(S3BucketPolicy.class)
                    .inNamespace(namespace)
                    .withName("aa")
                    .delete();
            loosen(false);
        }
    }

    @Test
    void a_paused_policy_makes_no_call_until_it_is_resumed() {
        apply("p", "Enforce", "versioning: {status: Enabled}");
        await("p", compliant());
        annotate("p", S3BucketPolicy.PAUSED, "true");
        await("p", s -> s.condition(Condition.Type.Paused).isPresent());
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status("Suspended")));
        var calls = proxy.seen(bucket).size();

        request("p", "while-paused");
        apply("p", "Enforce", "versioning: {status: Enabled}\n    encryption: {algorithm: AES256}");
        var paused = await("p", s -> s.observedGeneration() == 2);

        assertThat(proxy.seen(bucket)).hasSize(calls);
        assertThat(reason(paused, Condition.Type.Ready)).isEqualTo("Unknown/Paused");
        annotate("p", S3BucketPolicy.PAUSED, null);
        await(
                "p",
                s -> s.condition(Condition.Type.Paused).isEmpty() && compliant().test(s));
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).status()).isEqualTo(BucketVersioningStatus.ENABLED);
    }

    @Test
    void the_older_of_two_policies_governs_and_the_younger_takes_over_when_it_goes() {
        apply("aa", "Enforce", "versioning: {status: Enabled}");
        await("aa", compliant());
        apply("bb", "Enforce", "versioning: {status: Suspended}");

        var loser = await("bb", s -> reason(s, Condition.Type.Accepted).equals("False/Conflicted"));

        assertThat(loser.condition(Condition.Type.Stalled)).isPresent();
        assertThat(loser.condition(Condition.Type.Accepted).orElseThrow().message())
                .contains("(aa)");
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).status()).isEqualTo(BucketVersioningStatus.ENABLED);
        kube.resources(S3BucketPolicy.class)
                .inNamespace(namespace)
                .withName("aa")
                .delete();
        await("bb", compliant());
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).status()).isEqualTo(BucketVersioningStatus.SUSPENDED);
    }

    @Test
    void a_denied_read_names_the_action_hides_nothing_else_and_heals() {
        proxy.fail("GET", bucket, "encryption", 403, "AccessDenied");
        apply("p", "Enforce", "encryption: {algorithm: AES256}\n    versioning: {status: Enabled}");

        var status = await(
                "p",
                s -> reason(s, Condition.Type.Ready).equals("False/AccessDenied")
                        && s.buckets().getFirst().compliantFacets().contains("versioning"));

        assertThat(facet(status, "encryption").state()).isEqualTo(FacetState.Unknown);
        assertThat(facet(status, "encryption").message()).contains("s3:GetEncryptionConfiguration");
        assertThat(reason(status, Condition.Type.Compliant)).isEqualTo("Unknown/AccessDenied");
        assertThat(status.condition(Condition.Type.Stalled)).isPresent();
        proxy.heal();
        request("p", "healed");
        await("p", compliant());
    }

    @Test
    void a_refused_write_fails_its_facet_and_no_other() {
        proxy.fail("PUT", bucket, "versioning", 403, "AccessDenied");
        apply("p", "Enforce", "encryption: {algorithm: AES256}\n    versioning: {status: Enabled}");

        var status = await(
                "p",
                s -> reason(s, Condition.Type.Ready).equals("False/RemediationFailed")
                        && s.buckets().getFirst().compliantFacets().contains("encryption"));

        assertThat(facet(status, "versioning").state()).isEqualTo(FacetState.Failed);
        assertThat(facet(status, "versioning").message()).contains("s3:PutBucketVersioning");
        awaitEvent("p", "RemediationFailed");
    }

    @Test
    void throttling_is_unknown_never_compliant_and_heals_by_itself() {
        proxy.fail("GET", bucket, "versioning", 503, "SlowDown");
        apply("p", "Enforce", "versioning: {status: Enabled}");

        var status = await("p", s -> reason(s, Condition.Type.Compliant).equals("Unknown/CheckFailed"));

        assertThat(status.condition(Condition.Type.Reconciling)).isPresent();
        assertThat(proxy.writes(bucket)).isZero();
        proxy.heal();
        await("p", compliant());
    }

    @Test
    void a_poisoned_resource_is_invalid_and_its_neighbour_works() {
        loosen(true);
        try {
            // The API server takes a moment to serve the changed schema.
            await("the looser schema")
                    .ignoreExceptions()
                    .untilAsserted(() -> apply("poison", "Enforce", "versioning: {status: Sideways}"));
            apply("healthy", bucket + "-h", "Audit", "versioning: {status: Enabled}");
            var poisoned =
                    await("poison", s -> reason(s, Condition.Type.Accepted).equals("False/InvalidSpec"));

            assertThat(poisoned.condition(Condition.Type.Accepted).orElseThrow().message())
                    .contains("spec.posture.versioning.status");
            assertThat(proxy.seen(bucket)).isEmpty();
            await("healthy", s -> reason(s, Condition.Type.Ready).equals("False/BucketNotFound"));
        } finally {
            kube.resources(S3BucketPolicy.class)
                    .inNamespace(namespace)
                    .withName("poison")
                    .delete();
            loosen(false);
        }
    }

    @Test
    void an_idle_hour_writes_no_status() {
        apply("p", "Enforce", "versioning: {status: Enabled}\n    publicAccess: {block: true}");
        await("p", compliant());
        var before = status("p");
        var version = version("p");
        var writes = proxy.writes(bucket);

        for (int passes = 1; passes <= 6; passes++) {
            stopOperator();
            var reads = proxy.seen(bucket).size();
            startOperator(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10L * passes)));
            await("it").until(() -> proxy.seen(bucket).size() >= reads + 4);
        }
        stopOperator();

        assertThat(status("p")).isEqualTo(before);
        assertThat(version("p")).isEqualTo(version);
        assertThat(proxy.writes(bucket)).isEqualTo(writes);
        startOperator(Clock.systemUTC());
    }
}
