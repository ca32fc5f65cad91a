package io.bucketwarden.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.event.ruler.Ruler;

/** What the rule of the template lets through, by the matcher that EventBridge itself uses. */
class EventPatternTest {

    private static final Path RECORDED = Path.of("src/test/resources/events");
    private static final Path UNMATCHED = Path.of("src/test/resources/events-unmatched");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void every_recorded_change_of_a_bucket_is_let_through() throws Exception {
        for (var file : changes()) {
            assertThat(isLetThrough(Files.readString(file))).as(file.toString()).isTrue();
        }
    }

    @Test
    void the_recorded_changes_are_of_many_kinds() throws IOException {
        var names = new TreeSet<String>();

        for (var file : changes()) {
            names.add(JSON.readTree(file.toFile()).at("/detail/eventName").asText());
        }

        assertThat(names).hasSizeGreaterThanOrEqualTo(25);
    }

    @Test
    void reads_and_calls_for_objects_and_other_services_are_not() throws Exception {
        var others = Stream.concat(
                        files(UNMATCHED).stream(), files(RECORDED).stream().filter(EventPatternTest::isSomethingElse))
                .toList();

        assertThat(others).hasSizeGreaterThan(3);
        for (var file : others) {
            assertThat(isLetThrough(Files.readString(file))).as(file.toString()).isFalse();
        }
    }

    @Test
    void a_name_that_aws_has_yet_to_make_is_let_through() throws Exception {
        assertThat(isLetThrough(event("s3.amazonaws.com", "PutBucketSomethingNew")))
                .isTrue();
        assertThat(isLetThrough(event("s3express.amazonaws.com", "DeleteBucketSomethingNew")))
                .isTrue();
    }

    @Test
    void names_of_the_api_without_the_bucket_are_let_through_and_no_calls_for_objects() throws Exception {
        assertThat(isLetThrough(event("s3.amazonaws.com", "DeletePublicAccessBlock")))
                .isTrue();
        assertThat(isLetThrough(event("s3.amazonaws.com", "PutAccelerateConfiguration")))
                .isTrue();
        assertThat(isLetThrough(event("s3.amazonaws.com", "PutObjectLockConfiguration")))
                .isTrue();
        assertThat(isLetThrough(event("s3.amazonaws.com", "PutObjectLegalHold")))
                .isFalse();
    }

    @Test
    void further_regions_and_accounts_forward_the_same() {
        assertThat(Template.FORWARD.eventPattern()).isEqualTo(Template.CENTRAL.eventPattern());
    }

    /** Of those that come through a queue as EventBridge made them. */
    private static List<Path> changes() throws IOException {
        return files(RECORDED).stream()
                .filter(file -> !isSomethingElse(file) && !isWrapped(file))
                .toList();
    }

    private static boolean isSomethingElse(Path file) {
        return file.getFileName().toString().startsWith("other-");
    }

    /** What SNS wraps, EventBridge has not sent to the queue itself. */
    private static boolean isWrapped(Path file) {
        return file.getFileName().toString().startsWith("through-");
    }

    private static boolean isLetThrough(String event) throws Exception {
        return Ruler.matchesRule(event, Template.CENTRAL.eventPattern());
    }

    private static String event(String source, String name) {
        return """
                {"source":"aws.s3","detail-type":"AWS API Call via CloudTrail",\
                "detail":{"eventSource":"%s","eventName":"%s"}}""".formatted(source, name);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
