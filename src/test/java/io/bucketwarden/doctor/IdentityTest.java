package io.bucketwarden.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.doctor.Diagnosis.State;
import io.bucketwarden.doctor.Reply.Unanswered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {

    private static final Instant AWS = Instant.parse("2026-11-24T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, OK", "60, OK", "-60, OK", "61, PROBLEM", "-61, PROBLEM", "3600, PROBLEM"})
    void a_clock_may_be_off_by_a_minute_to_either_side(int seconds, State expected) {
        assertThat(Identity.clock(Optional.of(AWS), AWS.plusSeconds(seconds)).state())
                .isEqualTo(expected);
    }

    @Test
    void an_answer_without_a_date_tells_nothing_of_the_clock() {
        assertThat(Identity.clock(Optional.empty(), AWS).state()).isEqualTo(State.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"ExpiredToken, PROBLEM", "InvalidClientTokenId, PROBLEM", "ServiceUnavailable, UNKNOWN", "'', UNKNOWN"})
    void credentials_that_are_refused_are_a_problem_and_no_answer_is_none(String code, State expected) {
        assertThat(Identity.refused(new Unanswered<>(code, "found", "")).state())
                .isEqualTo(expected);
    }

    @Test
    void a_check_is_as_bad_as_its_worst_part() {
        var fine = Diagnosis.ok("queue", "fine");
        var unknown = Diagnosis.unknown("queue", "dark", "Light it.");
        var problem = Diagnosis.problem("queue", "broken", "Mend it.");

        assertThat(Diagnosis.worst("queue", List.of(fine, unknown)))
                .isEqualTo(Diagnosis.unknown("queue", "dark", "Light it."));
        assertThat(Diagnosis.worst("queue", List.of(problem, fine, unknown)))
                .isEqualTo(Diagnosis.problem("queue", "broken", "Mend it. Light it."));
        assertThat(Diagnosis.worst("queue", List.of()).state()).isEqualTo(State.UNKNOWN);
    }
}
