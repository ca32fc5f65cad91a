package io.bucketwarden.access.impact;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.impact.EvidenceRule.Kind;
import io.bucketwarden.access.impact.EvidenceRule.Objection;
import io.bucketwarden.api.AcceptedImpact;
import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceRuleTest {

    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");
    private static final AcceptedImpact TEN = new AcceptedImpact("networkAccess", 10L, "2026-11-22");

    @ParameterizedTest(name = "{0} requests, {1} denied, {2} in doubt, complete {3}, accepted {4} until {5}")
    @CsvSource(delimiter = '|', textBlock = """
            100 | 0 | 0 | true  |   |            | -
            100 | 0 | 0 | false |   |            | AWAITING
            0   | 0 | 0 | true  |   |            | AWAITING
            0   | 0 | 0 | true  | 1 | 2026-11-22 | -
            100 | 1 | 0 | true  |   |            | WOULD_DENY
            100 | 0 | 1 | true  |   |            | WOULD_DENY
            100 | 1 | 0 | false |   |            | WOULD_DENY
            100 | 6 | 4 | true  | 10 | 2026-11-22 | -
            100 | 6 | 4 | false | 10 | 2026-11-22 | AWAITING
            100 | 7 | 4 | true  | 10 | 2026-11-22 | WOULD_DENY
            100 | 6 | 4 | true  | 10 | 2026-11-21 | WOULD_DENY
            100 | 0 | 0 | true  | 10 | 2026-11-21 | -
            100 | 6 | 4 | true  | 10 | 2026-02-30 | WOULD_DENY
            """)
    void zero_or_what_is_accepted_of_all_days_may_be_enforced(
            long requests,
            long denied,
            long doubtful,
            boolean complete,
            @Nullable Long accepted,
            @Nullable String until,
            String expected) {
        var list = accepted == null
                ? List.<AcceptedImpact>of()
                : List.of(new AcceptedImpact("networkAccess", accepted, until));

        assertThat(objection(preview(requests, denied, doubtful, complete), list)
                        .map(it -> it.kind().name())
                        .orElse("-"))
                .isEqualTo(expected);
    }

    @Test
    void what_was_not_read_at_all_waits_whatever_is_accepted() {
        assertThat(objection(null, List.of(TEN)))
                .hasValueSatisfying(it -> assertThat(it.kind()).isEqualTo(Kind.AWAITING));
    }

    @Test
    void what_is_accepted_of_another_facet_does_not_count() {
        assertThat(objection(preview(9, 1, 0, true), List.of(new AcceptedImpact("accountAccess", 10L, "2026-12-01"))))
                .isPresent();
    }

    @Test
    void of_several_acceptances_the_largest_in_force_counts() {
        var small = new AcceptedImpact("networkAccess", 2L, "2026-12-01");
        var ended = new AcceptedImpact("networkAccess", 100L, "2026-11-01");

        assertThat(objection(preview(99, 9, 0, true), List.of(small, TEN))).isEmpty();
        assertThat(objection(preview(99, 50, 0, true), List.of(small, ended, TEN)))
                .hasValueSatisfying(it -> assertThat(it.message()).contains("Accepted are 10, and these are 50."));
    }

    @Test
    void the_message_names_the_numbers_the_first_of_them_and_what_to_do() {
        assertThat(message(preview(900, 12, 3, true), List.of()))
                .isEqualTo("of 900 requests since 2026-11-07, 12 of 2 principals would have been denied, and 3"
                        + " cannot be judged. Such as: one / two / three. Add their networks or VPC endpoints to"
                        + " posture.networkAccess, exempt them, or move them; or accept the loss in spec.acceptedImpact:"
                        + " {facet: networkAccess, requests: 15, expires: a day}.");
        assertThat(message(preview(900, 0, 3, false), List.of()))
                .contains("not all of which were read yet", "none would have been denied, and 3 cannot be judged")
                .contains("Find out who these are");
        assertThat(message(preview(900, 12, 0, true), List.of(new AcceptedImpact("networkAccess", 20L, "2026-11-01"))))
                .contains("What was accepted has ended on 2026-11-01.");
        assertThat(message(preview(900, 0, 0, false), List.of()))
                .contains("since 2026-11-07", "of the 14 days", "900")
                .contains("evidenceDays");
        assertThat(message(preview(0, 0, 0, true), List.of())).contains("Find out whether its log arrives");
    }

    @Test
    void more_principals_than_are_kept_are_told_as_that() {
        var many = new Preview(
                "networkAccess", "f", "2026-11-07", true, 99, 90, 0, Impact.MAX_PRINCIPALS, List.of(), List.of());

        assertThat(message(many, List.of())).contains("90 of 40 or more principals");
        assertThat(message(
                        new Preview("networkAccess", "f", "2026-11-07", true, 99, 1, 0, 1, List.of(), List.of()),
                        List.of()))
                .contains("1 of 1 principal would");
    }

    @Test
    void days_of_which_the_log_tells_nothing_are_waited_for_or_accepted() {
        var gap = silent(100, 0, "2026-11-10", "2026-11-11", "2026-11-12", "2026-11-19");

        assertThat(objection(gap, List.of())).hasValueSatisfying(it -> {
            assertThat(it.kind()).isEqualTo(Kind.AWAITING);
            assertThat(it.message())
                    .isEqualTo("no request was logged on 2026-11-10 and 3 more days, so its log may not"
                            + " have arrived. Find out whether it does, and wait until it told something of each of 14 days."
                            + " If nobody used the bucket then, accept this in spec.acceptedImpact, with requests: 1.");
        });
        assertThat(message(silent(100, 0, "2026-11-10"), List.of())).contains("logged on 2026-11-10, so");
        assertThat(message(silent(100, 0, "2026-11-10", "2026-11-12"), List.of()))
                .contains(" and 1 more day, so");
        assertThat(objection(gap, List.of(TEN))).isEmpty();
        assertThat(objection(silent(100, 11, "2026-11-10"), List.of(TEN)))
                .hasValueSatisfying(it -> assertThat(it.kind()).isEqualTo(Kind.WOULD_DENY));
        assertThat(message(silent(0, 0, "2026-11-10", "2026-11-12"), List.of())).contains("not one request was logged");
        assertThat(message(silent(100, 11, "2026-11-10"), List.of())).doesNotContain("read yet");
    }

    private static Preview silent(long requests, long denied, String... days) {
        return new Preview("networkAccess", "f", "2026-11-07", false, requests, denied, 0, 1, List.of(), List.of(days));
    }

    private static String message(@Nullable Preview preview, List<AcceptedImpact> accepted) {
        return objection(preview, accepted).orElseThrow().message();
    }

    private static Optional<Objection> objection(@Nullable Preview preview, List<AcceptedImpact> accepted) {
        return EvidenceRule.objection("networkAccess", preview, accepted, NOW, 14);
    }

    private static Preview preview(long requests, long denied, long doubtful, boolean complete) {
        return new Preview(
                "networkAccess",
                "f",
                "2026-11-07",
                complete,
                requests,
                denied,
                doubtful,
                denied > 0 ? 2 : 0,
                List.of("one", "two", "three", "four"),
                List.of());
    }
}
