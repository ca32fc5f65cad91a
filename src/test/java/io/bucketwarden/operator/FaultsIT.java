package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.servers.FaultyProxy;
import io.bucketwarden.servers.Moto;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What goes wrong, what is said about it, and that it heals when the cause goes. */
class FaultsIT extends RealServers {

    @Test
    void a_vanished_bucket_is_said_to_be_missing_and_heals_when_it_is_back() {
        apply("p", "Enforce", "versioning: {status: Enabled}");
        await("p", compliant());
        s3.deleteBucket(r -> r.bucket(bucket));
        request("p", "1");

        var status = await("p", s -> reason(s, Condition.Type.Ready).equals("False/BucketNotFound"));

        assertThat(message(status)).contains(bucket).contains("spec.bucketName");
        assertThat(status.condition(Condition.Type.Stalled)).isPresent();
        s3.createBucket(r -> r.bucket(bucket));
        request("p", "2");
        await("p", compliant());
    }

    @Test
    void a_bucket_in_another_region_than_declared_is_not_written_to() {
        applyWith("region: eu-central-1", "p", "Enforce", "versioning: {status: Enabled}");

        var status = await("p", s -> reason(s, Condition.Type.Ready).equals("False/WrongRegion"));

        assertThat(message(status)).contains("in us-east-1", "not in eu-central-1", "spec.region");
        assertThat(proxy.writes(bucket)).isZero();
        applyWith("region: us-east-1", "p", "Enforce", "versioning: {status: Enabled}");
        await("p", compliant());
    }

    @Test
    void a_bucket_of_another_account_is_denied_and_the_account_is_named() {
        proxy.failAll(bucket, 403, "AccessDenied");
        applyWith("accountId: \"210987654321\"", "p", "Enforce", "versioning: {status: Enabled}");

        var status = await("p", s -> reason(s, Condition.Type.Ready).equals("False/AccessDenied"));

        assertThat(message(status)).contains("210987654321");
        assertThat(proxy.writes(bucket)).isZero();
        proxy.heal();
        request("p", "1");
        await("p", compliant());
    }

    @Test
    void expired_credentials_are_named_and_heal_by_themselves() {
        proxy.failAll(bucket, 400, "ExpiredToken");
        applyWith("region: us-east-1", "p", "Enforce", "versioning: {status: Enabled}");

        var status = await("p", s -> reason(s, Condition.Type.Compliant).equals("Unknown/CheckFailed"));

        assertThat(status.condition(Condition.Type.Reconciling).orElseThrow().message())
                .contains("expired");
        assertThat(proxy.writes(bucket)).isZero();
        proxy.heal();
        await("p", compliant());
    }

    @Test
    void without_credentials_the_message_says_where_they_come_from() {
        stopOperator();
        startOperator(Clock.systemUTC(), () -> {
            throw software.amazon.awssdk.core.exception.SdkClientException.create(
                    "Unable to load credentials from any of the providers in the chain");
        });
        apply("p", "Enforce", "versioning: {status: Enabled}");

        var status = await("p", s -> reason(s, Condition.Type.Compliant).equals("Unknown/CheckFailed"));

        assertThat(status.condition(Condition.Type.Reconciling).orElseThrow().message())
                .contains("service account");
        assertThat(proxy.seen(bucket)).isEmpty();
    }

    @Test
    void an_endpoint_that_is_down_at_start_is_waited_for() throws IOException {
        stopOperator();
        var down = proxy.endpoint().getPort();
        proxy.close();
        startOperator(Clock.systemUTC());
        apply("p", "Enforce", "versioning: {status: Enabled}");

        var status = await("p", s -> reason(s, Condition.Type.Compliant).equals("Unknown/CheckFailed"));

        assertThat(status.condition(Condition.Type.Reconciling).orElseThrow().message())
                .contains("could not be reached");
        proxy = new FaultyProxy(Moto.get().endpoint(), down);
        await("p", compliant());
    }

    @Test
    void a_document_that_would_be_too_large_is_not_written() {
        var padding = "x".repeat(20_300);
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(document(FOREIGN.formatted(bucket + "/" + padding))));
        apply("p", "Enforce", "secureTransport: {}");

        var status = await("p", s -> reason(s, Condition.Type.Ready).equals("False/RemediationFailed"));

        assertThat(facet(status, "secureTransport").message()).contains("20480");
        assertThat(proxy.writes(bucket)).isZero();
    }

    @Test
    void a_server_that_forgets_a_write_is_not_converging_and_is_left_alone() {
        proxy.swallow("PUT", bucket, "versioning");
        apply("p", "Enforce", "versioning: {status: Enabled}");

        var status = await("p", s -> reason(s, Condition.Type.Ready).equals("False/NotConverging"));

        assertThat(status.condition(Condition.Type.Stalled)).isPresent();
        assertThat(facet(status, "versioning").state()).isEqualTo(FacetState.Contended);
        assertThat(proxy.writes(bucket)).isEqualTo(3);
        proxy.heal();
        request("p", "try-again");
        await("p", compliant());
    }

    @Test
    void a_bucket_that_never_was_is_said_to_be_missing() {
        apply("p", "never-" + bucket, "Enforce", "versioning: {status: Enabled}");

        var status = await("p", s -> reason(s, Condition.Type.Ready).equals("False/BucketNotFound"));

        assertThat(message(status)).contains("never-" + bucket).contains("spec.bucketName");
    }

    private static String message(S3BucketPolicyStatus status) {
        return status.condition(Condition.Type.Ready).orElseThrow().message();
    }
}
