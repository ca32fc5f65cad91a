package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.servers.TestCluster;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Several policies over one bucket. */
class LayersIT extends RealServers {

    private final String other = TestCluster.get().namespace(namespace + "-other");
    private final String everyOne = "{namePatterns: [\"" + bucket + "*\"]}";

    @Override
    Set<String> watched() {
        return Set.of(namespace, other);
    }

    @Test
    void a_policy_that_is_wrong_about_the_region_blinds_no_other() {
        applyWith("region: eu-central-1", "wrong", "Audit", "encryption: {algorithm: AES256}");
        apply("right", "Enforce", "versioning: {status: Enabled}");

        await("right", compliant());
        await("wrong", s -> reason(s, Condition.Type.Ready).equals("False/WrongRegion"));
    }

    @Test
    void each_facet_is_governed_by_the_most_specific_policy_that_declares_it() {
        s3.createBucket(r -> r.bucket(bucket + "-b"));
        applyFleet("baseline", everyOne, "Enforce", "versioning: {status: Enabled}\n    publicAccess: {block: true}");
        await("baseline", compliant());

        apply("strict", "Enforce", "versioning: {status: Suspended}");

        await("strict", compliant());
        var loser = await(
                "baseline",
                s -> s.buckets().stream()
                        .flatMap(b -> b.facets().stream())
                        .anyMatch(f -> f.state() == FacetState.Superseded));
        var shared = loser.buckets().stream()
                .filter(b -> b.name().equals(bucket))
                .findFirst()
                .orElseThrow();
        assertThat(shared.facets())
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("(strict)"));
        assertThat(shared.compliantFacets()).containsExactly("publicAccess");
        assertThat(reason(loser, Condition.Type.Accepted)).isEqualTo("True/Accepted");
        assertThat(versioning(bucket)).isEqualTo(BucketVersioningStatus.SUSPENDED);
        assertThat(versioning(bucket + "-b")).isEqualTo(BucketVersioningStatus.ENABLED);
    }

    @Test
    void a_policy_that_lost_everything_makes_no_call_and_takes_over_untouched() {
        apply("strict", "Enforce", "versioning: {status: Suspended}");
        await("strict", compliant());
        var calls = proxy.seen(bucket).size();

        applyFleet("baseline", everyOne, "Enforce", "versioning: {status: Enabled}");

        var loser = await("baseline", s -> reason(s, Condition.Type.Accepted).equals("False/Conflicted"));
        assertThat(loser.condition(Condition.Type.Accepted).orElseThrow().message())
                .contains("(strict)");
        assertThat(loser.buckets()).isEmpty();
        assertThat(proxy.seen(bucket)).hasSize(calls);
        delete("strict");
        await("baseline", compliant());
        assertThat(versioning(bucket)).isEqualTo(BucketVersioningStatus.ENABLED);
    }

    @Test
    void a_winner_of_another_namespace_is_not_named() {
        applyIn(other, "secret-project", "bucketName: " + bucket, "Enforce", "versioning: {status: Suspended}", "");
        await("the winner").until(() -> compliant().test(status(other, "secret-project")));

        applyFleet("p", everyOne, "Enforce", "versioning: {status: Enabled}");

        var loser = await("p", s -> reason(s, Condition.Type.Accepted).equals("False/Conflicted"));
        assertThat(loser.toString()).contains("in another namespace").doesNotContain("secret-project", other);
    }

    @Test
    void statements_of_two_policies_are_written_at_once() {
        stopOperator();
        apply("tls", "Enforce", "secureTransport: {}");
        apply("accounts", "Enforce", "accountAccess: {allowedAccounts: [\"123456789012\"]}");

        startOperator(Clock.systemUTC());

        await("tls", compliant());
        await("accounts", compliant());
        assertThat(policyText()).contains("BucketwardenSecureTransport").contains("BucketwardenAccountAccess");
        assertThat(proxy.seen(bucket).stream()
                        .filter(seen -> seen.isWrite() && seen.subresource().equals("policy")))
                .hasSize(1);
    }

    private BucketVersioningStatus versioning(String name) {
        return s3.getBucketVersioning(r -> r.bucket(name)).status();
    }
}
