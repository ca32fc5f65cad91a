package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.aws.RequestListener;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.facet.Facets;
import io.bucketwarden.telemetry.Family;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The values of labels that the telemetry declares without knowing who tells them. */
class MetricLabelsTest {

    @Test
    void outcomes_of_calls_are_those_that_are_told() {
        assertThat(values(Family.AWS_REQUESTS, "outcome")).isEqualTo(names(RequestListener.Outcome.values()));
    }

    @Test
    void what_becomes_of_messages_is_declared() {
        assertThat(values(Family.CHANGE_EVENTS, "result"))
                .containsAll(names(Intake.Result.values()))
                .contains("duplicate", "accessed", "other", "poison")
                .hasSize(Intake.Result.values().length + 4);
    }

    @Test
    void facets_are_those_that_there_are() {
        assertThat(values(Family.REMEDIATIONS, "facet"))
                .containsExactlyInAnyOrderElementsOf(
                        Facets.ALL.stream().map(Facet::name).toList());
    }

    private static List<String> values(Family family, String label) {
        return family.labels().stream()
                .filter(one -> one.name().equals(label))
                .findFirst()
                .orElseThrow()
                .values();
    }

    private static List<String> names(Enum<?>... values) {
        return Stream.of(values).map(Enum::name).toList();
    }
}
