package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

class UnknownAccountTest {

    @Test
    void a_network_without_a_way_to_sts_is_named() {
        assertSays(ApiCallTimeoutException.create(10_000), "STS could not be reached: timed out.");
    }

    @ParameterizedTest
    @CsvSource({
        "403, ExpiredToken, does not accept the operator's own credentials (ExpiredToken)",
        "403, AccessDenied, STS answered 403 AccessDenied (Not from here).",
        "503, ServiceUnavailable, STS answered 503 ServiceUnavailable."
    })
    void an_answer_of_sts_is_quoted(int status, String code, String words) {
        assertSays(
                StsException.builder()
                        .statusCode(status)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(code)
                                .errorMessage("Not from here")
                                .build())
                        .build(),
                words);
    }

    private static void assertSays(SdkException failure, String words) {
        var explained = UnknownAccount.explain(failure);

        assertThat(explained.reason()).isEqualTo(Reason.CheckFailed);
        assertThat(explained.text())
                .startsWith("The operator's own account is not known yet (sts:GetCallerIdentity)")
                .contains(words);
    }
}
