package io.bucketwarden.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Reason;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class AwsFailureTest {

    private static final BucketIdentity BUCKET =
            new BucketIdentity("acme", "eu-central-1", "aws", null, List.of(), null, Server.AWS, List.of());

    static Stream<Arguments> silences() {
        return Stream.of(
                Arguments.of(caused(new UnknownHostException("s3.xx.example")), "unknown host s3.xx.example."),
                Arguments.of(
                        caused(new UnknownHostException("s3.xx.example: Name or service not known")),
                        "unknown host s3.xx.example."),
                Arguments.of(
                        caused(new ConnectException("Connect to 10.0.0.7:9000 [/10.0.0.7] failed: Connection refused")),
                        "connection refused."),
                Arguments.of(caused(new ConnectException("Network is unreachable")), "no route to the host."),
                Arguments.of(caused(new NoRouteToHostException("No route to host")), "no route to the host."),
                Arguments.of(
                        caused(handshake(new CertPathBuilderException("unable to find valid certification path"))),
                        "its TLS certificate is not trusted."),
                Arguments.of(
                        caused(handshake(new CertificateExpiredException("NotAfter: Tue Nov 24 08:00:00 UTC 2026"))),
                        "its TLS certificate is out of date."),
                Arguments.of(
                        caused(new SSLPeerUnverifiedException("Certificate for <x> doesn't match")),
                        "its TLS certificate is for another host name."),
                Arguments.of(caused(new SSLException("Unsupported or unrecognized SSL message")), "TLS could not be"),
                Arguments.of(caused(new SocketTimeoutException("Read timed out")), "timed out."),
                Arguments.of(ApiCallTimeoutException.create(60_000), "timed out."),
                Arguments.of(ApiCallAttemptTimeoutException.create(15_000), "timed out."),
                Arguments.of(
                        caused(new InterruptedIOException("Timeout deadline: 10000")), "no connection became free"),
                Arguments.of(caused(new SocketException("Connection reset")), "the connection broke off."),
                Arguments.of(
                        AbortedException.create("Thread was interrupted"), "interrupted, since the operator stops."),
                Arguments.of(caused(new IllegalStateException("at 08:00:00.123")), "(IllegalStateException)."));
    }

    @ParameterizedTest
    @MethodSource("silences")
    void a_call_without_an_answer_names_the_kind_of_problem_in_stable_words(SdkException failure, String words) {
        var explained = AwsFailure.explain(failure, "GetBucketAcl", "s3:GetBucketAcl", BUCKET);

        assertThat(explained.reason()).isEqualTo(Reason.CheckFailed);
        assertThat(explained.text())
                .startsWith("S3 could not be reached for GetBucketAcl: ")
                .contains(words)
                .doesNotContainPattern("[0-9]{2}")
                .doesNotContain("tried again");
    }

    @Test
    void a_bucket_that_is_nowhere_is_told_without_the_region_that_was_asked() {
        var missing = (SdkException) S3Exception.builder()
                .statusCode(404)
                .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode("NoSuchBucket").build())
                .build();

        assertThat(AwsFailure.explain(missing, "HeadBucket", "s3:ListBucket", BUCKET)
                        .text())
                .isEqualTo("There is no bucket named acme, in whatever region. Create it, or correct spec.bucketName.");
    }

    @Test
    void what_a_hook_of_ours_said_is_the_answer() {
        var said = new CallFailed(Reason.RemediationFailed, "Not sent: DELETE [encryption].");

        assertThat(AwsFailure.explain(caused(said), "DeleteBucketEncryption", "s3:PutEncryptionConfiguration", BUCKET))
                .isSameAs(said);
    }

    @Test
    void another_answer_of_s3_is_quoted_and_promises_nothing() {
        var explained =
                AwsFailure.explain(error(503, "SlowDown"), "GetBucketVersioning", "s3:GetBucketVersioning", BUCKET);

        assertThat(explained.reason()).isEqualTo(Reason.CheckFailed);
        assertThat(explained.text()).isEqualTo("S3 answered 503 SlowDown to GetBucketVersioning.");
    }

    @Test
    void a_proxy_that_wants_credentials_is_not_taken_for_s3() {
        assertThat(AwsFailure.explain(error(407, ""), "HeadBucket", "s3:ListBucket", BUCKET)
                        .text())
                .contains("the proxy wants credentials");
    }

    @Test
    void a_call_from_another_account_is_sent_home() {
        var explained =
                AwsFailure.explain(error(405, "MethodNotAllowed"), "GetBucketPolicy", "s3:GetBucketPolicy", BUCKET);

        assertThat(explained.reason()).isEqualTo(Reason.AccessDenied);
        assertThat(explained.text())
                .contains("GetBucketPolicy")
                .contains("the account that owns acme")
                .contains("whatever the policy document says");
    }

    private static SdkException caused(Exception cause) {
        return SdkClientException.create("Unable to execute HTTP request: " + cause.getMessage(), cause);
    }

    private static Exception handshake(Exception cause) {
        return new SSLHandshakeException("PKIX path building failed", new Exception(cause));
    }

    private static SdkException error(int status, String code) {
        return S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
