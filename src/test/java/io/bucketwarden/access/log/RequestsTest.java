package io.bucketwarden.access.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.Transport;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line says that somebody did. */
class RequestsTest {

    @Test
    void a_line_tells_who_did_what_from_where() {
        var access = told(LineText.read());

        assertThat(access.second())
                .isEqualTo(Instant.parse("2026-02-06T00:00:38Z").getEpochSecond());
        assertThat(access.bucket()).isEqualTo("acme-data");
        assertThat(access.accessor())
                .isEqualTo(new Accessor("arn:aws:sts::000000000001:assumed-role/app", "aws-cli", "192.0.2.0/24"));
        assertThat(access.principal()).hasToString("arn:aws:sts::000000000001:assumed-role/app/i-0a1b2c3d4e5f");
        assertThat(access.sourceIp()).isEqualTo("192.0.2.3");
        assertThat(access.vpcEndpoint()).isEmpty();
        assertThat(access.operation().action()).isEqualTo("s3:GetObject");
        assertThat(access.transport()).isEqualTo(Transport.TLS_1_2);
        assertThat(access.status()).isEqualTo(200);
        assertThat(access.bytes()).isEqualTo(2_662_992);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            REST.GET.OBJECT       | 206 | 2662992
            REST.GET.OBJECT       | 403 | 0
            REST.GET.OBJECT       | 304 | 0
            REST.HEAD.OBJECT      | 200 | 0
            REST.PUT.OBJECT       | 200 | 3462992
            REST.PUT.PART         | 200 | 3462992
            REST.POST.UPLOAD      | 200 | 0
            REST.COPY.OBJECT      | 200 | 0
            REST.COPY.OBJECT_GET  | 200 | 0
            REST.GET.BUCKET       | 200 | 0
            WEBSITE.GET.OBJECT    | 200 | 2662992
            """)
    void bytes_are_those_of_objects_that_went_or_came(String operation, String status, long bytes) {
        var access = told(LineText.read().with(Field.OPERATION, operation).with(Field.STATUS, status));

        assertThat(access.bytes()).isEqualTo(bytes);
        assertThat(access.status()).isEqualTo(Integer.parseInt(status));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ECDHE-RSA-AES128-GCM-SHA256 | TLSv1    | 192.0.2.3 | TLS_1_0
            ECDHE-RSA-AES128-GCM-SHA256 | TLSV1.1  | 192.0.2.3 | TLS_1_1
            ECDHE-RSA-AES128-GCM-SHA256 | TLSv1.2  | 192.0.2.3 | TLS_1_2
            TLS_AES_128_GCM_SHA256      | TLSv1.3  | 192.0.2.3 | TLS_1_3
            TLS_AES_128_GCM_SHA256      | TLSv2    | 192.0.2.3 | TLS_UNKNOWN
            TLS_AES_128_GCM_SHA256      | -        | 192.0.2.3 | TLS_UNKNOWN
            -                           | TLSv1.3  | 192.0.2.3 | TLS_1_3
            -                           | -        | 192.0.2.3 | PLAIN_HTTP
            -                           | -        | -         | UNKNOWN
            """)
    void cipher_suite_and_version_tell_how_it_came(String cipher, String version, String ip, Transport transport) {
        var line = LineText.read()
                .with(Field.CIPHER_SUITE, cipher)
                .with(Field.TLS_VERSION, version)
                .with(Field.REMOTE_IP, ip);

        assertThat(told(line).transport()).isEqualTo(transport);
    }

    @Test
    void an_older_line_tells_less_of_how_it_came() {
        assertThat(told(LineText.read().withFields(18)).transport()).isEqualTo(Transport.UNKNOWN);
        assertThat(told(LineText.read().withFields(21)).transport()).isEqualTo(Transport.TLS_UNKNOWN);
        assertThat(told(LineText.read().with(Field.CIPHER_SUITE, "-").withFields(23))
                        .transport())
                .isEqualTo(Transport.PLAIN_HTTP);
        assertThat(told(LineText.read().with(Field.TLS_VERSION, "TLSv1").withFields(24))
                        .transport())
                .isEqualTo(Transport.TLS_1_0);
    }

    /** Where it was cut in the user agent, what looks like its end is what the client chose. */
    @Test
    void a_line_that_may_be_cut_does_not_tell_how_it_came() {
        var forged = LineText.read().with(Field.USER_AGENT, "x\" - h SigV4 CIPHER AuthHeader h TLSv1.3 - - r and more");
        var cut = forged.toString().substring(0, forged.toString().indexOf(" and more"));

        assertThat(told(forged).transport()).isEqualTo(Transport.TLS_1_2);
        assertThat(Told.of(cut).access().transport()).isEqualTo(Transport.UNKNOWN);
        assertThat(Told.of(cut).access().accessor())
                .isEqualTo(told(LineText.read().with(Field.USER_AGENT, "x")).accessor());
    }

    @Test
    void a_deletion_of_many_objects_has_no_request_of_its_own() {
        var access = told(LineText.read()
                .withoutRequest()
                .with(Field.OPERATION, "BATCH.DELETE.OBJECT")
                .with(Field.STATUS, "204"));

        assertThat(access.accessor().application()).isEqualTo(Accessor.UNKNOWN);
        assertThat(access.operation().action()).isEqualTo("s3:DeleteObject");
        assertThat(access.status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AmazonS3", "-", "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"})
    void what_a_lifecycle_rule_says_s3_does_by_itself(String requester) {
        var access = told(LineText.read()
                .with(Field.OPERATION, "S3.EXPIRE.OBJECT")
                .with(Field.REQUESTER, requester)
                .with(Field.REMOTE_IP, "-")
                .with(Field.STATUS, "-")
                .with(Field.CIPHER_SUITE, "-")
                .with(Field.TLS_VERSION, "-"));

        assertThat(access.accessor()).isEqualTo(new Accessor("s3.amazonaws.com", "aws-cli", Accessor.UNKNOWN));
        assertThat(access.principal()).hasToString("s3.amazonaws.com");
        assertThat(access.sourceIp()).isEmpty();
        assertThat(access.status()).isZero();
        assertThat(access.transport()).isEqualTo(Transport.UNKNOWN);
    }

    @Test
    void the_acl_of_an_object_is_not_that_of_the_bucket() {
        var line = LineText.read().with(Field.OPERATION, "REST.PUT.ACL");

        assertThat(told(line).operation().action()).isEqualTo("s3:PutObjectAcl");
        assertThat(told(line.with(Field.KEY, "-")).operation().action()).isEqualTo("s3:PutBucketAcl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30/Feb/2026:00:00:38 +0000",
                "29/Feb/2025:00:00:38 +0000",
                "00/Feb/2026:00:00:38 +0000",
                "06/Feb/2026:24:00:38 +0000",
                "06/Feb/2026:00:60:38 +0000",
                "06/feb/2026:00:00:38 +0000",
                "06/Feb/1999:00:00:38 +0000",
                "06/Feb/9999:00:00:38 +0000",
                "06/Feb/2026:00:00:38",
                "-",
                "06/Feb/2026 00:00:38 +0000",
                "06/Feb/2026:00:00:61 +0000",
                "0x/Feb/2026:00:00:38 +0000"
            })
    void a_time_that_is_none_is_told(String time) {
        assertThat(Told.of(LineText.read().with(Field.TIME, time) + "\n").faults())
                .containsExactly(Fault.BAD_TIME);
    }

    @Test
    void every_second_is_the_one_that_java_knows() {
        var format = java.time.format.DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", java.util.Locale.ENGLISH);
        var random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            var time = Instant.ofEpochSecond(random.nextLong(1_140_000_000L, 7_200_000_000L))
                    .atOffset(java.time.ZoneOffset.ofTotalSeconds(60 * random.nextInt(-1_000, 1_000)));
            assertThat(told(LineText.read().with(Field.TIME, format.format(time)))
                            .second())
                    .as("%s", time)
                    .isEqualTo(time.toEpochSecond());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"somewhere", "192.0.2.3x", "...", "a", ":", "192.0.2.300", "1.2.3.4,5.6.7.8", "\u0000"})
    void what_does_not_come_from_an_address_is_no_line(String ip) {
        assertThat(Told.of(LineText.read().with(Field.REMOTE_IP, ip) + "\n").faults())
                .containsExactly(Fault.NOT_A_RECORD);
    }

    @Test
    void an_address_within_an_address_is_of_no_network() {
        var access = told(LineText.read().with(Field.REMOTE_IP, "::ffff:192.0.2.3"));

        assertThat(access.sourceIp()).isEqualTo("::ffff:192.0.2.3");
        assertThat(access.accessor().network()).isEqualTo(Accessor.UNKNOWN);
    }

    @Test
    void what_is_kept_of_strangers_is_bounded_and_printable() {
        var odd = "\u001b[2J\u202e\u0000";
        var access = told(LineText.read()
                .with(Field.BUCKET, odd + "b".repeat(5_000))
                .with(Field.REQUESTER, odd + "r".repeat(5_000))
                .with(Field.OPERATION, odd + "o".repeat(5_000))
                .with(Field.USER_AGENT, odd + "u".repeat(5_000)));

        assertThat(access.bucket()).startsWith("?[2J??bb").hasSize(255);
        assertThat(access.accessor().principal()).startsWith("?[2J??rr").hasSize(Accessor.MAX_PRINCIPAL);
        assertThat(access.operation().name()).startsWith("?[2J??oo").hasSize(64);
        assertThat(access.accessor().application()).isEqualTo("?");
        assertThat(access.principal().toString()).hasSize(Accessor.MAX_PRINCIPAL);
    }

    @Test
    void text_that_is_no_utf8_is_still_somebody() {
        var bytes = (LineText.read().with(Field.REQUESTER, "who~") + "\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '~' ? (byte) 0xFF : bytes[i];
        }
        assertThat(Told.of(bytes).access().accessor().principal()).isEqualTo("who?");
    }

    private static Access told(LineText line) {
        return Told.of(line + "\n").access();
    }
}
