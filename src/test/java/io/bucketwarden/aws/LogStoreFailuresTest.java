package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.BucketIdentity;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class LogStoreFailuresTest {

    private final LogStoreFailures failures =
            new LogStoreFailures(BucketIdentity.named("acme-logs", "eu-central-1", "123456789012"));

    @Test
    void a_denied_listing_names_the_action_on_the_bucket() {
        var failure = failures.listing(answer(403, "AccessDenied", "Access Denied"));

        assertThat(failure.reason()).isEqualTo(Reason.AccessDenied);
        assertThat(failure.text())
                .contains("allow s3:ListBucket on arn:aws:s3:::acme-logs to the operator's role")
                .contains("account 123456789012 owns");
    }

    @Test
    void a_denied_read_names_the_action_on_the_objects() {
        assertThat(failures.reading(answer(403, "AccessDenied", "Access Denied"))
                        .text())
                .contains("allow s3:GetObject on arn:aws:s3:::acme-logs/* to the operator's role");
        assertThat(failures.reading(answer(403, null, null)).text()).contains("s3:GetObject");
    }

    @Test
    void where_the_key_is_what_denies_its_action_is_named() {
        var failure = failures.reading(answer(
                403,
                "AccessDenied",
                "User: arn:aws:sts::123456789012:assumed-role/bw/x is not authorized to perform: kms:Decrypt on resource:"
                        + " arn:aws:kms:eu-central-1:123456789012:key/1 because no policy allows it"));

        assertThat(failure.reason()).isEqualTo(Reason.AccessDenied);
        assertThat(failure.text()).contains("allow kms:Decrypt on the KMS key").doesNotContain("s3:GetObject");
    }

    @Test
    void a_key_that_is_disabled_is_told_as_that() {
        assertThat(failures.reading(answer(400, "KMS.DisabledException", "is disabled"))
                        .text())
                .contains("KMS.DisabledException")
                .contains("Enable it again");
    }

    @Test
    void a_bucket_that_is_gone_or_moved_is_said_to_be_the_one_with_the_logs() {
        assertThat(failures.listing(answer(404, "NoSuchBucket", "")).text()).contains("acme-logs to read logs from");
        assertThat(failures.listing(answer(301, "PermanentRedirect", "")).reason())
                .isEqualTo(Reason.WrongRegion);
    }

    @Test
    void what_is_wrong_with_credentials_is_said_as_elsewhere() {
        assertThat(failures.reading(answer(403, "InvalidAccessKeyId", "")).text())
                .contains("does not accept the operator's credentials")
                .doesNotContain("GetObject");
    }

    private static SdkException answer(int status, String code, String message) {
        return (SdkException) S3Exception.builder()
                .statusCode(status)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
