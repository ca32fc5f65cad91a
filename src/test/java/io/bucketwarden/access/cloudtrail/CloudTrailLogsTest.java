package io.bucketwarden.access.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.Gzipped;
import io.bucketwarden.access.Operation;
import io.bucketwarden.access.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudTrailLogsTest {

    private static final String ROLE = """
            {"type":"AssumedRole","principalId":"AROAEXAMPLE:s1","arn":"arn:aws:sts::123456789012:assumed-role/reader/s1",
             "accountId":"123456789012","sessionContext":{"attributes":{"mfaAuthenticated":"false"},
             "sessionIssuer":{"type":"Role","arn":"arn:aws:iam::123456789012:role/apps/reader"}}}""";
    private static final String EVENT = """
            {"eventVersion":"1.11","userIdentity":%s,"eventTime":"2026-11-29T06:12:32Z","eventSource":"s3.amazonaws.com",
             "eventName":"GetObject","awsRegion":"eu-central-1","sourceIPAddress":"203.0.113.7",
             "userAgent":"[aws-cli/2.31.0 md/awscrt]","requestParameters":{"bucketName":"acme","Host":"x","key":"a/b"},
             "responseElements":null,"additionalEventData":{"SignatureVersion":"SigV4","bytesTransferredIn":0.0,
             "CipherSuite":"TLS_AES_128_GCM_SHA256","bytesTransferredOut":1234.0},"requestID":"R","eventID":"E",
             "readOnly":true,"resources":[{"type":"AWS::S3::Object","ARNPrefix":"arn:aws:s3:::acme/"},
             {"accountId":"123456789012","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::acme"}],"eventType":"AwsApiCall",
             "managementEvent":false,"recipientAccountId":"123456789012","eventCategory":"Data",
             "tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256"}}""";

    private final List<Access> accesses = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final AccessSink sink = new AccessSink() {
        @Override
        public void accept(Access access) {
            accesses.add(access);
        }

        @Override
        public void unreadable(Fault fault) {
            faults.add(fault);
        }
    };

    @Test
    void a_record_is_told_as_the_request_that_it_is_about() throws IOException {
        var access = only(EVENT.formatted(ROLE));

        assertThat(access.second())
                .isEqualTo(Instant.parse("2026-11-29T06:12:32Z").getEpochSecond());
        assertThat(access.bucket()).isEqualTo("acme");
        assertThat(access.accessor())
                .isEqualTo(new Accessor("arn:aws:sts::123456789012:assumed-role/reader", "aws-cli", "203.0.113.0/24"));
        assertThat(access.principal())
                .hasToString(
                        "arn:aws:sts::123456789012:assumed-role/reader/s1 of arn:aws:iam::123456789012:role/apps/reader");
        assertThat(access.sourceIp()).isEqualTo("203.0.113.7");
        assertThat(access.vpcEndpoint()).isEmpty();
        assertThat(access.operation().action()).isEqualTo("s3:GetObject");
        assertThat(access.operation().kind()).isEqualTo(Operation.Kind.READ);
        assertThat(access.transport()).isEqualTo(Transport.TLS_1_3);
        assertThat(access.status()).isEqualTo(200);
        assertThat(access.bytes()).isEqualTo(1234);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/a/jo"} | arn:aws:iam::123456789012:user/a/jo | arn:aws:iam::123456789012:user/a/jo
                    {"type":"Root","arn":"arn:aws:iam::123456789012:root","accountId":"123456789012"} | arn:aws:iam::123456789012:root | arn:aws:iam::123456789012:root
                    {"type":"FederatedUser","arn":"arn:aws:sts::123456789012:federated-user/jo"} | arn:aws:sts::123456789012:federated-user/jo | arn:aws:sts::123456789012:federated-user/jo
                    {"type":"AWSService","invokedBy":"delivery.logs.amazonaws.com"} | delivery.logs.amazonaws.com | delivery.logs.amazonaws.com
                    {"type":"AWSAccount","principalId":"AROAX:s","accountId":"777788889999"} | account 777788889999 AROAX | someone in aws 777788889999
                    {"type":"AWSAccount","principalId":"777788889999","accountId":"777788889999"} | account 777788889999 | someone in aws 777788889999
                    {"type":"AWSAccount","accountId":"777788889999"} | account 777788889999 | someone in aws 777788889999
                    {"type":"AWSAccount","principalId":"","accountId":"ANONYMOUS_PRINCIPAL"} | anonymous | anonymous
                    {"type":"AWSAccount","principalId":"","accountId":""} | anonymous | anonymous
                    {"type":"Unknown"} | unknown | unknown
                    {"type":"IAMUser","arn":"anonymous"} | unknown | unknown
                    {"type":"AssumedRole","arn":"arn:aws:sts::123456789012:assumed-role/r/s"} | arn:aws:sts::123456789012:assumed-role/r | arn:aws:sts::123456789012:assumed-role/r/s
                    {"type":"AssumedRole","sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::123456789012:role/p/r"}}} | arn:aws:sts::123456789012:assumed-role/r | arn:aws:iam::123456789012:role/p/r
                    {"type":"AssumedRole","arn":"arn:aws:sts::123456789012:assumed-role/r/s","sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::123456789012:role/other"}}} | arn:aws:sts::123456789012:assumed-role/r | arn:aws:sts::123456789012:assumed-role/r/s
                    "text" | unknown | unknown
                    """)
    void whoever_asks_has_the_name_that_the_log_knows(String identity, String accessor, String principal)
            throws IOException {
        var access = only(EVENT.formatted(identity));

        assertThat(access.accessor().principal()).isEqualTo(accessor);
        assertThat(access.principal()).hasToString(principal);
    }

    @ParameterizedTest
    @CsvSource({"AccessDenied,403", "NoSuchKey,404", "NotModified,304", "SlowDown,503", "EntityTooLarge,400"})
    void an_error_code_is_told_as_the_status_that_it_comes_with(String code, int status) throws IOException {
        assertThat(only(with("\"readOnly\":true", "\"errorCode\":\"" + code + "\""))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void without_a_tls_version_a_cipher_still_tells_tls_and_its_absence_tells_plain_http() throws IOException {
        var old = with("tlsDetails", "no");

        assertThat(only(old).transport()).isEqualTo(Transport.TLS_UNKNOWN);
        assertThat(only(old.replace("CipherSuite", "no")).transport()).isEqualTo(Transport.PLAIN_HTTP);
        assertThat(only(old.replace("CipherSuite", "no").replace("203.0.113.7", "athena.amazonaws.com"))
                        .transport())
                .isEqualTo(Transport.UNKNOWN);
    }

    @Test
    void a_vpc_endpoint_is_the_network_and_a_service_has_none() throws IOException {
        var private_ = only(with("\"readOnly\":true", "\"vpcEndpointId\":\"vpce-1a2b\""));
        assertThat(private_.accessor().network()).isEqualTo("vpce-1a2b");
        assertThat(private_.vpcEndpoint()).isEqualTo("vpce-1a2b");

        var service = only(with("203.0.113.7", "athena.amazonaws.com"));
        assertThat(service.accessor().network()).isEqualTo(Accessor.UNKNOWN);
        assertThat(service.sourceIp()).isEmpty();
    }

    @Test
    void through_an_access_point_the_bucket_behind_it_counts() throws IOException {
        assertThat(only(with("\"bucketName\":\"acme\"", "\"bucketName\":\"arn:aws:s3:eu-central-1:1:accesspoint/x\""))
                        .bucket())
                .isEqualTo("acme");
    }

    @Test
    void management_events_and_other_services_are_passed_over_and_what_is_no_record_is_told() throws IOException {
        read(file(
                with("\"eventCategory\":\"Data\"", "\"eventCategory\":\"Management\""),
                with("s3.amazonaws.com", "lambda.amazonaws.com"),
                "7",
                "[[{}]]",
                "{}",
                with("2026-11-29T06", "2026-13-29T06"),
                with("2026-11-29T06", "1999-11-29T06"),
                with("acme", "../etc"),
                EVENT.formatted(ROLE)));

        assertThat(accesses).hasSize(1);
        assertThat(faults)
                .containsExactly(
                        Fault.NOT_A_RECORD,
                        Fault.NOT_A_RECORD,
                        Fault.NOT_A_RECORD,
                        Fault.BAD_TIME,
                        Fault.BAD_TIME,
                        Fault.NOT_A_RECORD);
    }

    @Test
    void of_what_is_damaged_everything_before_the_damage_counts() throws IOException {
        var file = file(EVENT.formatted(ROLE), EVENT.formatted(ROLE));
        read(file.substring(0, file.length() - 40));
        assertThat(accesses).hasSize(1);
        assertThat(faults).containsExactly(Fault.DAMAGED);

        var packed = Gzipped.gzip(file);
        accesses.clear();
        faults.clear();
        new CloudTrailLogs().read(new ByteArrayInputStream(packed), sink);
        assertThat(accesses).hasSize(2);
        assertThat(faults).isEmpty();
        new CloudTrailLogs().read(new ByteArrayInputStream(packed, 0, packed.length / 2), sink);
        assertThat(faults).containsExactly(Fault.DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "{\"Records\":{}}", "{\"awsAccountId\":\"1\"}"})
    void a_file_without_records_is_told(String file) throws IOException {
        read(file);
        assertThat(faults).containsExactly(Fault.NOT_A_RECORD);
    }

    @Test
    void an_empty_file_is_damaged_and_one_that_cannot_be_fetched_is_neither() throws IOException {
        read("");
        assertThat(faults).containsExactly(Fault.DAMAGED);

        var broken = new SequenceInputStream(
                new ByteArrayInputStream("{\"Records\":[".getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the network");
                    }
                });
        assertThatThrownBy(() -> new CloudTrailLogs().read(broken, sink)).hasMessage("the network");
        assertThat(faults).hasSize(1);
    }

    @Test
    void what_strangers_wrote_is_bounded_and_printable() throws IOException {
        var access = only(with("aws-cli/2.31.0 md/awscrt", "\\u001b]0;x" + "y".repeat(100_000)));

        assertThat(access.accessor().application())
                .hasSizeLessThanOrEqualTo(Accessor.MAX_APPLICATION)
                .doesNotContainPattern("\\p{Cc}");
        assertThat(only(with("\"key\":\"a/b\"", "\"key\":\"" + "k".repeat(2_000_000) + "\"")))
                .isNotNull();
    }

    private static String with(String replaced, String by) {
        return EVENT.formatted(ROLE).replace(replaced, by);
    }

    private static String file(String... records) {
        return "{\"Records\":[" + String.join(",", records) + "]}";
    }

    private Access only(String record) throws IOException {
        accesses.clear();
        read(file(record));
        assertThat(faults).isEmpty();
        assertThat(accesses).hasSize(1);
        return accesses.getFirst();
    }

    private void read(String file) throws IOException {
        new CloudTrailLogs().read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), sink);
    }
}
