package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused even where admission did not see it, as under a CRD that is older than the operator. */
class AcceptanceTest {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "encryption: {algorithm: AES256, kmsKeyArn: nonsense}                    | kmsKeyArn is the ARN of a key",
                "encryption: {algorithm: 'aws:kms', kmsKeyArn: alias/mine}               | kmsKeyArn is the ARN of a key",
                "encryption: {algorithm: 'aws:kms'}                                      | kmsKeyArn is missing",
                "networkAccess: {}                                                       | networkAccess allows nobody",
                "networkAccess: {allowedCidrs: []}                                       | networkAccess allows nobody",
                "accountAccess: {}                                                       | accountAccess allows nobody",
                "networkAccess: {allowedCidrs: [10.0.0.0/8], exemptPrincipals: ['arn:aws:iam::*:*']} | exemptPrincipals",
                "mfaDelete: {required: true, exemptPrincipals: ['arn:aws:sts::123456789012:assumed-role/a/b']} | exemptPrincipals",
                "logging: {targetBucket: acme}                                           | log its own logs",
            })
    void a_spec_that_admission_would_have_refused_is_refused_with_advice(String posture, String advice) {
        assertThat(problem("acme", posture)).hasValueSatisfying(problem -> {
            assertThat(problem.reason()).isEqualTo(Reason.InvalidSpec);
            assertThat(problem.message()).contains(advice).contains("Nothing is written");
        });
    }

    @ParameterizedTest
    @CsvSource({"A_B", "ab", "acme--eun1-az1--x-s3", "acme-"})
    void what_is_not_the_name_of_a_general_purpose_bucket_is_refused(String name) {
        assertThat(problem(name, "versioning: {status: Enabled}"))
                .hasValueSatisfying(problem -> assertThat(problem.message()).contains("spec.bucketName"));
    }

    @Test
    void a_whole_spec_is_accepted() {
        assertThat(problem("acme", """
                {encryption: {algorithm: 'aws:kms', kmsKeyArn: 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd'},
                  networkAccess: {allowedVpcEndpoints: [vpce-0a1b2c3d], exemptPrincipals: ['arn:aws:iam::123456789012:role/a/b']},
                  accountAccess: {allowedOrganizations: [o-a1b2c3d4e5]}, logging: {targetBucket: acme-logs}}""")).isEmpty();
    }

    private static Optional<Acceptance> problem(String bucket, String posture) {
        var policy = YAML.unmarshal("""
                apiVersion: bucketwarden.io/v1alpha1
                kind: S3BucketPolicy
                metadata: {name: p}
                spec:
                  bucketName: %s
                  posture:
                    %s
                """.formatted(bucket, posture), S3BucketPolicy.class);
        return Acceptance.problem(policy.getSpec());
    }
}
