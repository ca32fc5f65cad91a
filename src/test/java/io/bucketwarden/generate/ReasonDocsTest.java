package io.bucketwarden.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import io.bucketwarden.operator.EventCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonDocsTest {

    private static final String DOCS = ReasonDocs.markdown();

    @ParameterizedTest
    @EnumSource
    void each_reason_is_seen_in_some_condition(Reason reason) {
        assertThat(row(reason.name())).matches(".*=(True|False|Unknown)`.*");
    }

    @ParameterizedTest
    @EnumSource
    void each_reason_that_a_policy_stalls_with_says_what_to_do(Reason reason) {
        if (row(reason.name()).contains("Stalled=True") || row(reason.name()).contains("=False")) {
            assertThat(Trouble.of(reason).isPresent() || reason == Reason.Remediating)
                    .as(reason.name())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_reason_of_an_access_alone_is_named_neither_as_one_of_policies_nor_in_their_metrics(Reason reason) {
        var row = row(reason.name());

        assertThat(row.matches(".*`(Accepted|Ready|Compliant|Stalled|Paused|ChangesUnheard|RevertRefused)=.*"))
                .as(row)
                .isEqualTo(reason.isOfPolicy());
        assertThat(CrdFile.ALL.getFirst().description().matches(".*[ ]" + reason + "[,.].*"))
                .isEqualTo(reason.isOfPolicy());
        assertThat(MetricsDocs.markdown().contains("`" + reason + "`")).isEqualTo(reason.isOfPolicy());
    }

    @Test
    void a_command_that_many_reasons_show_stands_there_once() {
        assertThat(DOCS.lines().filter(line -> line.startsWith("kubectl ") && line.length() > 100))
                .hasSizeGreaterThan(3)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void each_type_of_condition_is_explained(Condition.Type type) {
        assertThat(DOCS).contains("| `" + type + "` | `S3Bucket");
    }

    @Test
    void each_event_is_in_the_table_with_its_type() {
        assertThat(EventCatalogue.all())
                .allSatisfy(event -> assertThat(DOCS)
                        .contains("| `" + event.reason() + "` | " + event.type() + " | `" + event.about() + "` |"));
        assertThat(EventCatalogue.all())
                .extracting(EventCatalogue.Entry::reason)
                .containsAll(Arrays.stream(AlertKind.values()).map(Enum::name).toList());
    }

    /** Which reasons stall is decided by the code that sets conditions; here two that must never change silently. */
    @Test
    void what_kstatus_makes_of_a_reason_is_what_the_conditions_say() {
        assertThat(row("NotGranted")).endsWith("| `Failed` |");
        assertThat(row("DriftDetected")).contains("`Compliant=False`").endsWith("| `Current` |");
    }

    @Test
    void links_lead_to_what_is_there() {
        var links = Pattern.compile("\\]\\(([a-z-]*[.]md)?(#[a-z]+)?\\)").matcher(DOCS);

        assertThat(links.results()).isNotEmpty().allSatisfy(link -> {
            var file = link.group(1) == null ? null : Path.of("docs", link.group(1));
            var text = file == null ? DOCS : Files.readString(file);
            if (link.group(2) != null) {
                assertThat(text.toLowerCase(Locale.ROOT))
                        .contains("# " + link.group(2).substring(1) + "\n");
            }
        });
    }

    private static String row(String reason) {
        var reasons = DOCS.substring(DOCS.indexOf("## Reasons"), DOCS.indexOf("## Events"));
        return reasons.lines()
                .filter(line -> line.contains("`" + reason + "`") && line.matches("[|] \\[?`" + reason + "`.*"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row of " + reason));
    }
}
