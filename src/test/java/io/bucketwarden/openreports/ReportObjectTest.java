package io.bucketwarden.openreports;

import static io.bucketwarden.openreports.Found.bucket;
import static io.bucketwarden.openreports.Found.policy;
import static io.bucketwarden.openreports.Found.suspended;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.Drift;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportObjectTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final ReportObject OBJECT = new ReportObject(ReportKind.OpenReports, policy("p"));

    @Test
    void the_time_of_a_result_is_since_when_it_differs() {
        assertThat(seconds(report(Map.of(), bucket("a", suspended()))))
                .isEqualTo(Instant.parse(Found.SINCE).getEpochSecond());
    }

    @Test
    void since_when_something_matches_is_remembered_from_the_report_before() {
        var first = report(Map.of(), bucket("a", List.of("versioning")));
        assertThat(seconds(first)).isEqualTo(NOW.getEpochSecond());

        var second = OBJECT.saying(
                results(bucket("a", List.of("versioning"))),
                new Times(ReportObject.stamps(first), NOW.plusSeconds(600)));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void what_differed_before_matches_since_now() {
        var before = report(Map.of(), bucket("a", suspended()));

        var after = report(ReportObject.stamps(before), bucket("a", List.of("versioning")));

        assertThat(seconds(after)).isEqualTo(NOW.getEpochSecond());
    }

    @Test
    void a_time_that_somebody_misspelled_moves_nothing_else() {
        var result = new FacetResult("a", "versioning", Grade.FAIL, "S3.14", "m", "yesterday", Map.of());

        assertThat(new Times(Map.of(), NOW).since(result)).isEqualTo(NOW.getEpochSecond());
    }

    @Test
    void readers_tell_the_results_of_two_buckets_apart_and_old_ones_from_new_ones() {
        var differing = ids(report(Map.of(), bucket("a", suspended()), bucket("b", suspended())));
        var matching = ids(report(Map.of(), bucket("a", List.of("versioning"))));

        assertThat(differing).doesNotHaveDuplicates().hasSize(2).doesNotContainAnyElementsOf(matching);
    }

    @Test
    void more_results_than_there_is_room_for_are_counted_and_the_gravest_are_there() {
        var buckets = buckets(
                700,
                i -> i % 7 == 0
                        ? bucket("b-" + i, List.of("encryption"), suspended())
                        : bucket("b-" + i, List.of("encryption", "versioning")));

        var report = report(Map.of(), buckets);

        var json = json(report);
        assertThat(json.get("results")).hasSize(Room.MAX_RESULTS);
        assertThat(json.at("/summary/fail").asInt()).isEqualTo(100);
        assertThat(json.at("/summary/pass").asInt()).isEqualTo(1300);
        assertThat(words(report).subList(0, 101)).containsOnlyOnce("pass").endsWith("pass");
        assertThat(report.getMetadata().getAnnotations()).containsEntry(ReportObject.LEFT_OUT, "400");
    }

    @Test
    void a_report_never_gets_too_large_for_the_api_server() {
        var drift = new Drift("encryption.algorithm", "ü".repeat(256), "\"".repeat(256));
        var buckets = buckets(
                900,
                i -> bucket(
                        "b-" + i, Found.facet("encryption", FacetState.Drifted, drift, drift, drift, drift, drift)));

        var report = report(Map.of(), buckets);

        assertThat(json(report).get("results").toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hasSizeBetween(Room.MAX_BYTES * 9 / 10, Room.MAX_BYTES + 10);
        assertThat(Integer.parseInt(report.getMetadata().getAnnotations().get(ReportObject.LEFT_OUT))
                        + json(report).get("results").size())
                .isEqualTo(900);
    }

    @Test
    void a_report_with_room_for_all_says_nothing_of_room() {
        assertThat(report(Map.of(), bucket("a", suspended())).getMetadata().getAnnotations())
                .isNullOrEmpty();
    }

    @Test
    void the_report_of_a_policy_with_a_long_name_has_a_name_that_is_taken() {
        var long1 = new ReportObject(ReportKind.OpenReports, policy("p".repeat(253)));
        var long2 = new ReportObject(ReportKind.OpenReports, policy("p".repeat(252)));

        assertThat(long1.name()).hasSizeLessThanOrEqualTo(253).isNotEqualTo(long2.name());
        assertThat(OBJECT.name()).isEqualTo("bucketwarden-p");
    }

    @Test
    void only_what_was_made_for_a_policy_of_this_name_is_ours() {
        var report = report(Map.of());
        assertThat(OBJECT.owns(report)).isTrue();

        var other = report(Map.of());
        other.getMetadata().getOwnerReferences().getFirst().setName("q");
        assertThat(OBJECT.owns(other)).isFalse();

        var unlabelled = report(Map.of());
        unlabelled.getMetadata().setLabels(Map.of(ReportObject.MANAGED_BY, "kyverno"));
        assertThat(OBJECT.owns(unlabelled)).isFalse();
    }

    private static BucketStatus[] buckets(int number, IntFunction<BucketStatus> each) {
        return IntStream.range(0, number).mapToObj(each).toArray(BucketStatus[]::new);
    }

    private static GenericKubernetesResource report(Map<String, Times.Stamp> before, BucketStatus... buckets) {
        return OBJECT.saying(results(buckets), new Times(before, NOW));
    }

    private static List<FacetResult> results(BucketStatus... buckets) {
        return new FacetResults(Found.FACETS).of(Said.of(policy("p"), List.of(buckets)));
    }

    private static long seconds(GenericKubernetesResource report) {
        return json(report).at("/results/0/timestamp/seconds").asLong();
    }

    private static List<String> ids(GenericKubernetesResource report) {
        return json(report).get("results").findValuesAsText("resultID");
    }

    private static List<String> words(GenericKubernetesResource report) {
        return json(report).get("results").findValuesAsText("result");
    }

    private static JsonNode json(GenericKubernetesResource report) {
        try {
            var json = new ObjectMapper();
            return json.readTree(json.writeValueAsString(report));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
