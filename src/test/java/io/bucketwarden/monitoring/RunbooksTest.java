package io.bucketwarden.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.command.CommandLineNames;
import io.bucketwarden.telemetry.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever is woken by an alert must not be sent after what does not exist. */
class RunbooksTest {

    private static final Pattern METRIC = Pattern.compile("bucketwarden_\\w+");
    private static final Pattern NAME = Pattern.compile("[A-Z][a-z]+(?:[A-Z][a-z]+)*");
    private static final Pattern FLAG = Pattern.compile("(--[a-z-]+)\\b.*");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern ANNOTATION = Pattern.compile("bucketwarden\\.io/[a-z-]*[a-z]");

    /** Words of Kubernetes and AWS. */
    private static final Set<String> OTHERS = Set.of("True", "False", "Ready", "SomebodyElse", "ListBuckets");

    private static final Set<String> RESOURCES =
            Set.of("pods", "events", "leases", "s3bp", "s3ba", "s3bg", "deploy/bucketwarden");

    static List<Runbook> pages() throws IOException {
        return Runbook.all();
    }

    @Test
    void each_alert_has_a_page_and_each_page_an_alert() throws IOException {
        assertThat(Runbook.all())
                .extracting(Runbook::name)
                .containsExactlyInAnyOrderElementsOf(
                        AlertFile.alerts().stream().map(AlertFile.Alert::name).toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_says_what_it_means_how_to_see_it_what_to_do_and_when_to_be_quiet(Runbook page) {
        assertThat(page.text().lines().filter(line -> line.startsWith("#")))
                .containsExactly("# " + page.name(), "## See it", "## What to do", "## When to silence it");
        assertThat(page.promql()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_names_only_metrics_that_are_exported(Runbook page) {
        var exported = Stream.of(Family.values()).map(Family::exported).toList();

        assertThat(METRIC.matcher(page.text()).results().map(found -> found.group()))
                .allMatch(name -> exported.contains(name.replaceFirst("_(bucket|max|sum|count)$", "")), "exported");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_names_only_flags_reasons_and_kinds_that_there_are(Runbook page) throws Exception {
        var names = names();
        for (var word : page.words()) {
            var flag = FLAG.matcher(word);
            if (flag.matches()) {
                assertThat(CommandLineNames.flags()).contains(flag.group(1));
            } else if (NAME.matcher(word).matches()) {
                assertThat(names).contains(word);
            }
        }
        assertThat(ANNOTATION.matcher(page.text()).results().map(found -> found.group()))
                .isSubsetOf(S3BucketPolicy.PAUSED, S3BucketPolicy.REVERT, S3BucketPolicy.RECONCILE_REQUESTED_AT);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_gives_only_commands_that_there_are(Runbook page) {
        for (var command : page.commands()) {
            var words = List.of(command.split(" +"));
            switch (words.getFirst()) {
                case "kubectl" -> {
                    assertThat(words.get(1)).isIn("get", "describe", "logs", "annotate", "patch");
                    assertThat(words.get(1).equals("logs") || RESOURCES.contains(words.get(2)))
                            .as(command)
                            .isTrue();
                }
                case "bucketwarden" -> {
                    var subcommand = words.get(1);
                    assertThat(CommandLineNames.subcommands()).contains(subcommand);
                    assertThat(words.stream().filter(word -> word.startsWith("--")))
                            .allMatch(
                                    flag -> CommandLineNames.flags(subcommand).contains(flag),
                                    "flags of " + subcommand);
                }
                case "aws" -> assertThat(words.get(1)).isEqualTo("s3api");
                default -> throw new AssertionError("nobody knows " + command);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_names_only_events_that_are_told(Runbook page) throws Exception {
        var reasons =
                Pattern.compile("reason=(\\w+)").matcher(page.text()).results().map(found -> found.group(1));

        assertThat(reasons).allMatch(names()::contains, "known");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_leads_to_files_and_panels_that_there_are(Runbook page) throws IOException {
        var links =
                LINK.matcher(page.text()).results().map(found -> found.group(1)).toList();

        assertThat(links)
                .allSatisfy(link ->
                        assertThat(Runbook.FOLDER.resolve(link).normalize()).exists());
        var titles = new HashSet<String>();
        dashboard()
                .path("panels")
                .forEach(panel -> titles.add(panel.path("title").asText()));
        assertThat(Pattern.compile("panel \"([^\"]+)\"")
                        .matcher(page.text())
                        .results()
                        .map(found -> found.group(1)))
                .isSubsetOf(titles);
    }

    private static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(Files.readString(Path.of("config/dashboards/bucketwarden.json")));
    }

    private static Set<String> names() throws ClassNotFoundException, IOException {
        var names = new HashSet<>(OTHERS);
        for (var values : List.of(
                Reason.values(), Condition.Type.values(), FacetState.values(), AlertKind.values(), Mode.values(), (Enum<
                                        ?>
                                [])
                        Class.forName("io.bucketwarden.operator.Transition$Kind")
                                .getEnumConstants())) {
            for (var value : values) {
                names.add(value.name());
            }
        }
        AlertFile.alerts().forEach(alert -> names.add(alert.name()));
        names.addAll(Posture.facets());
        return names;
    }
}
