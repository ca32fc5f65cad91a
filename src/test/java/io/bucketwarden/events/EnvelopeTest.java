package io.bucketwarden.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.events.ChangeEvent.Actor;
import io.bucketwarden.events.Parsed.Changed;
import io.bucketwarden.events.Parsed.Other;
import io.bucketwarden.events.Parsed.Poison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeTest {

    private static final String ACCOUNT = "123456789012";

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/events/changes.csv", delimiter = '|', numLinesToSkip = 1)
    void a_change_is_understood(String file, String name, String bucket, String principal, String role, String error) {
        var parsed = Envelope.parse(Samples.read(file));

        assertThat(parsed).isInstanceOfSatisfying(Changed.class, changed -> {
            var event = changed.event();
            assertThat(event.name()).isEqualTo(name);
            assertThat(event.bucket()).isEqualTo(bucket);
            assertThat(event.account()).isEqualTo(ACCOUNT);
            assertThat(event.actor().principal()).isEqualTo(principal);
            assertThat(event.actor().role()).isEqualTo(role);
            assertThat(event.errorCode()).isEqualTo(error);
            assertThat(event.isAttempt()).isEqualTo(error != null);
            assertThat(event.id()).matches("[0-9a-f-]{36}");
            assertThat(event.requestId()).matches("[0-9A-F]{16}");
        });
    }

    @Test
    void every_field_is_taken_from_where_cloudtrail_puts_it() {
        var parsed = Envelope.parse(Samples.read("denied-put-bucket-policy"));

        assertThat(parsed)
                .isEqualTo(new Changed(new ChangeEvent(
                        "1ec3d3a8-5827-43a8-9a99-2c183dab3ee6",
                        "PutBucketPolicy",
                        Instant.parse("2026-11-24T08:34:11Z"),
                        "eu-central-1",
                        ACCOUNT,
                        "acme-logs",
                        "F371FF2B2CAD7880",
                        new Actor(
                                "arn:aws:sts::123456789012:assumed-role/intern/mallory",
                                "arn:aws:iam::123456789012:role/intern",
                                "198.51.100.24",
                                "aws-cli/2.31.0 md/Botocore#1.40.0 exec-env/none"),
                        "AccessDenied",
                        null)));
    }

    @Test
    void a_policy_document_is_kept_as_it_was_sent_unless_it_is_larger_than_s3_stores() {
        var sent = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\"";

        assertThat(policy("\"unused\"", "\"unused\"")).startsWith(sent);
        assertThat(policy("o-example", "x".repeat(20_000))).hasSizeBetween(20_000, 20_480);
        assertThat(policy("o-example", "x".repeat(20_480))).isNull();
        assertThat(policy("\"bucketPolicy\": {", "\"bucketPolicy\": \"text\", \"other\": {"))
                .isNull();
        assertThat(policy("\"PutBucketPolicy\"", "\"PutBucketAcl\"")).isNull();
    }

    private static String policy(String inPlaceOf, String text) {
        var body = Samples.read("put-bucket-policy").replace(inPlaceOf, text);
        return ((Changed) Envelope.parse(body)).event().policy();
    }

    @ParameterizedTest
    @CsvSource({
        "other-read,             'a read, which changes nothing'",
        "other-data-event,       'a call for objects, not for configuration'",
        "other-data-category,    'a call for objects, not for configuration'",
        "other-service,          an API call to another service than S3",
        "other-service-below,    an API call to another service than S3",
        "other-detail-type,      'an event of EventBridge with another detail-type than \"AWS API Call via CloudTrail\"'",
        "other-object-created,   'an event of EventBridge with another detail-type than \"AWS API Call via CloudTrail\"'",
        "other-test-of-s3,       not an event of EventBridge",
        "other-subscription,     a message of SNS about the subscription itself"
    })
    void what_changes_nothing_is_told_apart(String file, String why) {
        assertThat(Envelope.parse(Samples.read(file))).isEqualTo(new Other(why));
    }

    @Test
    void every_sample_of_a_change_is_pinned() throws IOException {
        var pinned = Files.readAllLines(Path.of("src/test/resources/events/changes.csv")).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf('|')).strip());

        assertThat(Samples.names().stream().filter(name -> !name.startsWith("other-") && !name.equals("forged-names")))
                .containsExactlyInAnyOrderElementsOf(pinned.toList());
    }

    @ParameterizedTest
    @MethodSource("poison")
    void what_cannot_be_understood_is_poison(String file) {
        assertThat(Envelope.parse(Samples.read(file))).isInstanceOf(Poison.class);
    }

    static List<String> poison() {
        return Samples.poison();
    }

    @ParameterizedTest
    @CsvSource({
        "poison/truncated,       'not JSON, cut off, or nested too deeply'",
        "poison/deep,            'not JSON, cut off, or nested too deeply'",
        "poison/two-objects,     'not JSON, cut off, or nested too deeply'",
        "poison/array,           not a JSON object",
        "poison/no-event-id,     detail.eventID is missing",
        "poison/number-for-text, detail.eventName is not text",
        "poison/bad-time,        detail.eventTime is not a time such as 2026-11-24T08:00:00Z",
        "poison/time-beyond-all, detail.eventTime is in no time of S3"
    })
    void poison_says_what_is_wrong_with_it(String file, String why) {
        assertThat(Envelope.parse(Samples.read(file))).isEqualTo(new Poison(why));
    }

    @Test
    void a_message_larger_than_sqs_takes_is_poison() {
        var padded = Samples.read("put-bucket-acl") + " ".repeat(Envelope.LARGEST);

        assertThat(Envelope.parse(padded)).isInstanceOf(Poison.class);
    }

    @Test
    void a_large_message_that_sqs_takes_is_understood() {
        var padded = Samples.read("put-bucket-acl") + " ".repeat(Envelope.LARGEST - 10_000);

        assertThat(Envelope.parse(padded)).isInstanceOf(Changed.class);
    }

    @Test
    void what_a_forger_writes_is_cut_and_cannot_break_a_line() {
        var event = ((Changed) Envelope.parse(Samples.read("forged-names"))).event();

        assertThat(event.bucket()).isNull();
        assertThat(event.account()).isNull();
        assertThat(event.actor().principal()).hasSize(2048);
        assertThat(event.actor().userAgent())
                .startsWith("curl\uFFFD2026-11-24 ERROR forged\uFFFDxxx")
                .hasSize(256);
    }
}
