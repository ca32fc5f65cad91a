package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.servers.TestCluster;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant that is wrong, or may do less, beside a baseline of another namespace over the same bucket. */
class CrossingIT extends GrantedServers {

    private static final String ACCOUNT = "123456789012";
    private static final String VERSIONED = "versioning: {status: Enabled}";

    private final String platform = TestCluster.get().namespace(namespace + "-platform");

    @Override
    Set<String> watched() {
        return Set.of(namespace, platform);
    }

    @BeforeEach
    void label() {
        label(namespace);
        label(platform, platform);
        grantTo(platform, "platform", "*", "Enforce", "");
    }

    @Test
    void a_role_that_cannot_be_assumed_is_nobody_elses_way_in() {
        var broken = "arn:aws:iam::" + ACCOUNT + ":role/broken";
        proxy.failRole(broken);
        grant("g", bucket, "Enforce", "accounts: [{id: \"" + ACCOUNT + "\", roleArn: \"" + broken + "\"}]");
        apply("tenant", "Enforce", "encryption: {algorithm: AES256}");
        baseline(VERSIONED);

        var tenant = await("tenant", s -> reason(s, Condition.Type.Ready).equals("False/AccessDenied"));

        assertThat(condition(tenant, Condition.Type.Ready)).contains(broken);
        awaitBaseline();
    }

    @Test
    void who_is_granted_a_look_only_takes_nothing_from_an_enforced_baseline() {
        grant("g", bucket, "Audit", "");
        baseline(VERSIONED);
        awaitBaseline();

        apply("tenant", "Enforce", "versioning: {status: Suspended}");

        var tenant = await("tenant", s -> reason(s, Condition.Type.Accepted).equals("False/Conflicted"));
        assertThat(condition(tenant, Condition.Type.Accepted)).contains("granted Enforce");
        assertThat(proxy.writes(bucket)).isOne();
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).statusAsString())
                .isEqualTo("Enabled");
    }

    @Test
    void a_bucket_outside_the_granted_regions_is_not_spoken_of_and_stays_with_the_baseline() {
        grant("g", bucket, "Enforce", "accounts: [{id: \"" + ACCOUNT + "\", regions: [eu-central-1]}]");
        apply("tenant", "Enforce", "versioning: {status: Suspended}");
        baseline(VERSIONED);

        var tenant = await("tenant", NOT_GRANTED);

        assertThat(tenant.buckets()).isEmpty();
        apply("nowhere", "nobodys-" + bucket, "Enforce", VERSIONED);
        assertThat(condition(tenant, Condition.Type.Accepted))
                .isEqualTo(condition(await("nowhere", NOT_GRANTED), Condition.Type.Accepted))
                .doesNotContain("us-east-1", "eu-central-1");
        awaitBaseline();
    }

    @Test
    void logs_may_go_only_where_a_grant_reaches() {
        s3.createBucket(r -> r.bucket("foreign-" + bucket));
        grant("g", bucket, "Enforce", "");
        apply("tenant", "Enforce", "logging: {targetBucket: foreign-" + bucket + "}");

        var refused = await("tenant", s -> reason(s, Condition.Type.Ready).equals("False/NotGranted"));

        assertThat(condition(refused, Condition.Type.Ready)).contains("No grant covers the log target");
        assertThat(proxy.seen("foreign-" + bucket)).isEmpty();
        assertThat(proxy.writes(bucket)).isZero();
        grant("logs", "foreign-" + bucket, "Audit", "");
        request("tenant", "now");
        await(
                "tenant",
                s -> s.buckets().stream()
                        .flatMap(b -> b.facets().stream())
                        .anyMatch(f -> f.state() == FacetState.ActionRequired));
        assertThat(proxy.seen("foreign-" + bucket)).isNotEmpty();
    }

    @Test
    void a_role_that_is_replaced_while_a_write_is_due_writes_nothing_more() throws InterruptedException {
        var role = "accounts: [{id: \"" + ACCOUNT + "\", roleArn: \"arn:aws:iam::" + ACCOUNT + ":role/%s\"}]";
        s3.createBucket(r -> r.bucket(bucket + "-probe"));
        grant("g", bucket + "*", "Enforce", role.formatted("first"));
        apply("probe", bucket + "-probe", "Enforce", VERSIONED);
        await("probe", compliant());
        var hold = proxy.hold("GET", bucket, "versioning");
        apply("tenant", "Enforce", VERSIONED);
        hold.awaitArrival();
        var second = "arn:aws:iam::" + ACCOUNT + ":role/second";
        proxy.failRole(second);

        grant("g", bucket + "*", "Enforce", role.formatted("second"));
        await("probe", s -> reason(s, Condition.Type.Ready).equals("False/AccessDenied"));
        hold.release();

        var tenant = await("tenant", s -> reason(s, Condition.Type.Ready).equals("False/AccessDenied"));
        assertThat(condition(tenant, Condition.Type.Ready)).contains(second);
        assertThat(proxy.writes(bucket)).isZero();
    }

    private void baseline(String posture) {
        applyIn(platform, "baseline", "bucketSelector: {namePatterns: [\"" + bucket + "\"]}", "Enforce", posture, "");
    }

    private void awaitBaseline() {
        await("the baseline").until(() -> compliant().test(status(platform, "baseline")));
    }

    private static String condition(S3BucketPolicyStatus status, Condition.Type type) {
        return status.condition(type).orElseThrow().message();
    }
}
