package io.bucketwarden.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.ExposureWindow;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.ChangedBy;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorstFirstTest {

    private static final Exposure OPEN =
            new Exposure(Exposure.Through.Acl, "READ", Exposure.To.Everyone, List.of(Exposure.Access.List), null);

    @Test
    void the_worst_state_comes_first_then_the_most_differences_then_the_name() {
        var open = bucket("z-open", Condition.Status.False, List.of(OPEN), facet(FacetState.Drifted, 1, ""));
        var twofold = bucket("y-twofold", Condition.Status.False, List.of(), facet(FacetState.Drifted, 2, ""));
        var drifted = bucket("x-drifted", Condition.Status.False, List.of(), facet(FacetState.Drifted, 1, ""));
        var unknown = bucket("w-unknown", Condition.Status.Unknown, List.of(), facet(FacetState.Unknown, 0, ""));
        var exempt = bucket("v-exempt", Condition.Status.True, List.of(OPEN), facet(FacetState.Exempt, 3, ""));
        var compliant = bucket("a-compliant", Condition.Status.True, List.of());
        var another = bucket("b-compliant", Condition.Status.True, List.of());

        assertThat(WorstFirst.of(List.of(another, compliant, exempt, unknown, drifted, twofold, open)))
                .containsExactly(open, twofold, drifted, unknown, exempt, compliant, another);
    }

    @Test
    void at_most_a_hundred_are_listed() {
        var many = Stream.iterate(1000, n -> n + 1)
                .limit(150)
                .map(n -> bucket("acme-" + n, Condition.Status.True, List.of()))
                .toList();

        assertThat(WorstFirst.of(many)).hasSize(100).isEqualTo(many.subList(0, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain text", "\"quoted\" \\ \\", "\u0001\u0002\n\t", "ßüé — 漢字", "\uD83E\uDEA3"})
    void no_more_are_listed_than_fit_into_64_KiB_of_json(String text) throws JsonProcessingException {
        var many = Stream.iterate(1000, n -> n + 1)
                .limit(100)
                .map(n -> bucket(
                        "acme-" + n,
                        Condition.Status.False,
                        List.of(OPEN),
                        facet(FacetState.Drifted, 9, text.repeat(40))))
                .toList();

        var listed = WorstFirst.of(many);

        assertThat(listed).hasSizeBetween(5, 99).isEqualTo(many.subList(0, listed.size()));
        assertThat(new ObjectMapper().writeValueAsBytes(listed)).hasSizeLessThanOrEqualTo(64 * 1024);
        for (var bucket : listed) {
            assertThat(new ObjectMapper().writeValueAsBytes(bucket)).hasSizeLessThanOrEqualTo(WorstFirst.bytes(bucket));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain text", "\"quoted\" \\ \\", "\u0001\u0002\n\t", "ßüé — 漢字", "\uD83E\uDEA3"})
    void the_history_of_a_bucket_counts_in_full(String some) throws JsonProcessingException {
        var text = some.repeat(100);
        var change = new ChangedBy(text, text, text, text, text, text);
        var window = new ExposureWindow(text, text, text, text, text, text, ExposureWindow.ClosedBy.Bucketwarden);
        var facet = new FacetStatus(
                "versioning", FacetState.ActionRequired, "2026-11-24T08:00:00Z", List.of(), text, change);

        var bucket = bucket("acme", Condition.Status.Unknown, List.of(OPEN), facet)
                .withHistory(List.of(change, change), List.of(window, window));

        assertThat(new ObjectMapper().writeValueAsBytes(bucket)).hasSizeLessThanOrEqualTo(WorstFirst.bytes(bucket));
    }

    @Test
    void one_that_is_too_large_alone_is_listed_all_the_same() {
        var large =
                bucket("large", Condition.Status.False, List.of(), facet(FacetState.Drifted, 9, "x".repeat(70 * 1024)));
        var small = bucket("small", Condition.Status.True, List.of());

        assertThat(WorstFirst.of(List.of(small, large))).containsExactly(large);
    }

    private static BucketStatus bucket(
            String name, Condition.Status compliant, List<Exposure> exposure, FacetStatus... facets) {
        return new BucketStatus(name, null, null, compliant, null, List.of("encryption"), List.of(facets), exposure);
    }

    private static FacetStatus facet(FacetState state, int drifts, String text) {
        var list = Stream.iterate(1, n -> n + 1)
                .limit(drifts)
                .map(n -> new Drift("versioning.path" + n, "as declared", text))
                .toList();
        return new FacetStatus("versioning", state, "2026-11-24T08:00:00Z", list, text, null);
    }
}
