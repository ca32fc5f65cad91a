package io.bucketwarden.awscalls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was left out must neither pass for used up nor hide the check without a word. */
class CompletenessTest {

    private static final Set<String> BOTH = Set.of("x.AwsIT", "x.KubectlIT");

    @Test
    void a_run_of_all_tells_of_every_permission() {
        assertThat(completeness(BOTH, Set.of()).gap()).isEmpty();
    }

    @Test
    void a_class_that_did_not_run_is_named_when_it_may_call_aws() {
        assertThat(completeness(Set.of("x.KubectlIT"), Set.of("x.AwsIT")).gap().orElseThrow())
                .startsWith("NOT CHECKED: whether every permission of config/iam is used.")
                .contains("\n  x.AwsIT");
        assertThat(completeness(Set.of("x.AwsIT"), Set.of("x.KubectlIT")).gap()).isEmpty();
    }

    @Test
    void so_is_one_of_which_tests_were_skipped() {
        assertThat(completeness(BOTH, Set.of("x.AwsIT#one()", "x.AwsIT#other()", "x.KubectlIT#one()"))
                        .gap()
                        .orElseThrow())
                .contains("1 did not run", "x.AwsIT (tests that were skipped: 2)")
                .doesNotContain("KubectlIT");
    }

    @Test
    void which_classes_may_call_aws_is_told_by_the_servers_that_they_get_to() {
        var calls = CallsAws.ofTests();

        assertThat(calls.test("io.bucketwarden.operator.QuickstartIT")).isTrue();
        assertThat(calls.test("io.bucketwarden.docs.KubectlFlagsIT")).isFalse();
        assertThat(calls.test("io.bucketwarden.NoSuchIT")).isTrue();
    }

    private static Completeness completeness(Set<String> ran, Set<String> skipped) {
        return new Completeness(BOTH, ran, skipped, name -> name.equals("x.AwsIT"));
    }
}
