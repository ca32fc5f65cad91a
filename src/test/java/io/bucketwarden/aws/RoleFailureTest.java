package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.AwsFailure;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.Server;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

class RoleFailureTest {

    private static final String ROLE = "arn:aws:iam::111111111111:role/warden";
    private static final String REFUSAL =
            "User: arn:aws:sts::999999999999:assumed-role/operator/%s is not authorized to"
                    + " perform: sts:AssumeRole on resource: " + ROLE;

    @Test
    void a_refusal_names_the_role_what_aws_says_and_what_to_do() {
        var failed = RoleFailure.explain(answer(403, "AccessDenied", REFUSAL.formatted("one")), ROLE, true);

        assertThat(failed.reason()).isEqualTo(Reason.AccessDenied);
        assertThat(failed.text())
                .startsWith("The role " + ROLE + " cannot be assumed: AWS says \"User: arn:aws:sts::999999999999:")
                .contains("trust policy", "sts:AssumeRole", "sts:TagSession", "with the external id of the grant");
    }

    @Test
    void a_refusal_reads_the_same_in_every_session_of_the_operator() {
        assertThat(RoleFailure.explain(answer(403, "AccessDenied", REFUSAL.formatted("one-1764")), ROLE, false)
                        .text())
                .isEqualTo(RoleFailure.explain(answer(403, "AccessDenied", REFUSAL.formatted("two-1765")), ROLE, false)
                        .text())
                .contains(":assumed-role/operator is not authorized", "if it asks for an external id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExpiredToken", "InvalidClientTokenId", "SignatureDoesNotMatch"})
    void credentials_of_the_operator_that_aws_does_not_accept_are_not_the_fault_of_the_role(String code) {
        var failed = RoleFailure.explain(answer(403, code, "x"), ROLE, false);

        assertThat(failed.reason()).isEqualTo(Reason.CheckFailed);
        assertThat(failed.text()).contains(ROLE, "operator's own credentials (" + code + ")");
    }

    @Test
    void an_answer_that_says_nothing_of_the_role_is_a_check_that_failed() {
        var busy = RoleFailure.explain(answer(503, "Throttling", "Request 0a1b"), ROLE, false);
        var malformed = RoleFailure.explain(answer(400, "ValidationError", "roleArn is no ARN"), ROLE, false);

        assertThat(busy.reason()).isEqualTo(Reason.CheckFailed);
        assertThat(busy.text()).endsWith("STS answered 503 Throttling.");
        assertThat(malformed.reason()).isEqualTo(Reason.CheckFailed);
        assertThat(malformed.text()).endsWith("STS answered 400 ValidationError (roleArn is no ARN).");
    }

    @Test
    void no_answer_names_the_kind_of_problem() {
        var unreached = SdkClientException.create("x", new ConnectException("Connection refused"));
        var unsigned = SdkClientException.create("Unable to load credentials from any of the providers in the chain");

        assertThat(RoleFailure.explain(unreached, ROLE, false).text())
                .contains(ROLE, "STS could not be reached: connection refused.");
        assertThat(RoleFailure.explain(unreached, ROLE, false).reason()).isEqualTo(Reason.CheckFailed);
        assertThat(RoleFailure.explain(unsigned, ROLE, false).text()).contains(ROLE, "There are no AWS credentials.");
    }

    @Test
    void a_call_that_a_role_stopped_says_so_however_deep_the_sdk_wraps_it() {
        var refused = RoleFailure.explain(answer(403, "AccessDenied", "Not yours"), ROLE, false);
        var wrapped = SdkClientException.create("outer", SdkClientException.create("inner", refused));

        assertThat(AwsFailure.explain(
                        wrapped,
                        "GetBucketAcl",
                        "s3:GetBucketAcl",
                        new BucketIdentity(
                                "acme",
                                "eu-central-1",
                                "aws",
                                null,
                                java.util.List.of(),
                                null,
                                Server.AWS,
                                java.util.List.of())))
                .isSameAs(refused);
    }

    private static SdkException answer(int status, String code, String message) {
        return (SdkException) StsException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
