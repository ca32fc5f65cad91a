package io.bucketwarden.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.conformance.Result.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultTest {

    private static final Scenario SCENARIO = Scenario.of("locks", "versioning", "It locks.", room -> {});
    private static final List<Difference> KNOWN = List.of(new Difference(
            "never-locks", "moto", "1", "versioning", List.of("locks"), "is open", "locks", "does not", "beware"));

    @Test
    void what_is_as_expected_is_as_aws() {
        var result = Result.judge(SCENARIO, Optional.empty(), List.of());

        assertThat(result.outcome()).isEqualTo(Outcome.AsAws);
        assertThat(result.isFine()).isTrue();
    }

    @Test
    void what_is_listed_is_a_known_difference_by_its_name() {
        var result = Result.judge(SCENARIO, Optional.of("the lock is open still"), KNOWN);

        assertThat(result.verdict()).isEqualTo("KNOWN DIFFERENCE never-locks");
        assertThat(result.isFine()).isTrue();
    }

    @Test
    void what_is_not_listed_fails() {
        assertThat(Result.judge(SCENARIO, Optional.of("the lock is open still"), List.of())
                        .outcome())
                .isEqualTo(Outcome.Failed);
    }

    @Test
    void what_differs_otherwise_than_listed_fails() {
        assertThat(Result.judge(SCENARIO, Optional.of("the lock is gone"), KNOWN)
                        .outcome())
                .isEqualTo(Outcome.Failed);
    }

    @Test
    void what_is_listed_and_does_not_show_any_more_fails() {
        var result = Result.judge(SCENARIO, Optional.empty(), KNOWN);

        assertThat(result.isFine()).isFalse();
        assertThat(result.message()).contains("never-locks", "take it off the list");
    }

    @Test
    void left_over_buckets_weigh_more_than_differences_and_these_more_than_nothing() {
        var fine = List.of(Result.judge(SCENARIO, Optional.empty(), List.of()));
        var failed = List.of(Result.judge(SCENARIO, Optional.of("odd"), List.of()));
        var left = Report.leftOver(
                Map.of(new ThrowAwayBucket("bucketwarden-conformance-0a-1", "eu-west-1"), "denied"), "dev");

        assertThat(report(fine, List.of()).exitCode()).isZero();
        assertThat(report(failed, List.of()).exitCode()).isEqualTo(1);
        assertThat(report(failed, left).exitCode()).isEqualTo(2);
        assertThat(Report.text(left))
                .contains("bucketwarden-conformance-0a-1: denied")
                .contains("aws s3 rb s3://bucketwarden-conformance-0a-1 --force --region eu-west-1 --profile dev");
    }

    @Test
    void the_table_says_what_failed_and_counts_the_rest() {
        var table = Table.of(List.of(
                Result.judge(SCENARIO, Optional.empty(), List.of()),
                Result.judge(SCENARIO, Optional.of("odd"), List.of())));

        assertThat(table)
                .startsWith("SCENARIO  FACET       RESULT\nlocks     versioning  as AWS\n")
                .contains("locks: It locks.\n  odd\n")
                .endsWith("2 scenarios: 1 as AWS, 1 FAILED\n");
    }

    private static Report report(List<Result> results, List<Report.LeftOver> left) {
        return new Report("AWS", "1", "eu-west-1", "0a", 1, 1, results, left);
    }
}
