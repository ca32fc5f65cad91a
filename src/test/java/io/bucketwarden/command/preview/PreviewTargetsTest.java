package io.bucketwarden.command.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.aws.Accounts;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.aws.Caller;
import io.bucketwarden.aws.Endpoint;
import io.bucketwarden.aws.ExemptPrincipals;
import io.bucketwarden.aws.RequestListener;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

class PreviewTargetsTest {

    private static final String REGION = "eu-central-1";

    @Test
    void without_credentials_the_way_out_is_named_where_the_logs_are_in_a_folder() {
        assertThat(why(true))
                .contains(
                        "There are no AWS credentials.",
                        "name the operator's role with --operator-principal",
                        "spec.accountId");
        assertThat(why(false)).contains("There are no AWS credentials.").doesNotContain("--operator-principal");
    }

    private static String why(boolean inFolder) {
        var policy = new KubernetesSerialization()
                .unmarshal(
                        PreviewLines.policy("bucketName: acme", "{networkAccess: {allowedCidrs: [203.0.113.0/24]}}"),
                        S3BucketPolicy.class);
        var clock = InstantSource.system();
        var nobody = AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create());
        var aws = new Endpoint(null, false, REGION, false, true);
        try (var accounts = new Accounts(aws, nobody, 100, 1, RequestListener.NONE, clock)) {
            var buckets = new Buckets(accounts, Caller.of(accounts, ExemptPrincipals.NONE, clock), clock);
            var targets = new PreviewTargets(buckets, ExemptPrincipals.NONE, REGION, Instant.EPOCH, inFolder)
                    .of(policy, "acme");
            return targets.getFirst().unknown.get("all");
        }
    }
}
