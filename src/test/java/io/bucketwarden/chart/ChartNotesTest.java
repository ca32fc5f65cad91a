package io.bucketwarden.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the chart says to whoever has installed it. */
class ChartNotesTest {

    private static final String NAMED = """
            page: {enabled: true}
            networkPolicy:
              ingress:
                metricsFrom: [{podSelector: {}}]
                pageFrom: [{podSelector: {}}]
            """;

    @TempDir
    private Path folder;

    @BeforeAll
    static void helm() {
        Chart.assumeRenderable();
    }

    @Test
    void the_commands_of_the_first_look_do_what_they_say_when_they_are_pasted() throws Exception {
        var notes = Chart.asInstalled().notes("{}");
        var end = "kubectl get s3bp -n storage -w\n";
        var pasted = notes.substring(notes.indexOf("kubectl create namespace"), notes.indexOf(end)) + end;
        var script = Files.writeString(folder.resolve("pasted"), """
                kubectl() { echo "called: $*"; if [ "$1" = apply ]; then cat; fi; }
                """ + pasted);

        var bash = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(bash.getInputStream().readAllBytes());

        assertThat(bash.waitFor()).isZero();
        assertThat(said)
                .isEqualTo("called: create namespace storage\ncalled: apply -f -\n" + firstLook()
                        + "called: get s3bp -n storage -w\n");
    }

    @Test
    void that_every_pod_reaches_metrics_and_page_is_said_until_somebody_is_named() {
        var chart = Chart.asInstalled();

        assertThat(chart.notes("{}"))
                .contains("Every pod may read the metrics", "may fill their port", "networkPolicy.ingress.metricsFrom")
                .doesNotContain("pageFrom");
        assertThat(chart.notes("page: {enabled: true}"))
                .contains(
                        "Every pod may read the metrics",
                        "Every pod reaches the page",
                        "networkPolicy.ingress.pageFrom");
        assertThat(chart.notes(NAMED)).doesNotContain("Every pod");
        assertThat(chart.notes(NAMED + "  enabled: false\n"))
                .contains("Every pod may read the metrics", "Every pod reaches the page");
    }

    private static String firstLook() throws IOException {
        return Files.readString(Path.of("config/first-look.yaml")).strip() + "\n";
    }
}
