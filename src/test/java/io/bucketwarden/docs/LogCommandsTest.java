package io.bucketwarden.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who looks for what the leader said must not be shown a standby, as kubectl picks one pod of a Deployment. */
class LogCommandsTest {

    private static final List<Commands.Shown> LOGS = Markdown.all().stream()
            .flatMap(page -> Commands.of(page).stream())
            .filter(shown -> shown.program().equals("kubectl") && shown.words().contains("logs"))
            .toList();

    @Test
    void the_logs_of_all_pods_are_read_and_each_line_names_its_own() {
        assertThat(LOGS).hasSizeGreaterThan(3);
        assertThat(LOGS)
                .allSatisfy(shown -> assertThat(shown.words())
                        .as(shown.where().toString())
                        .containsSequence("-l", "app.kubernetes.io/name=bucketwarden")
                        .contains("--prefix"));
    }

    /** By labels kubectl shows ten lines of each pod, unless it is told otherwise. */
    @Test
    void how_many_lines_is_said() {
        assertThat(LOGS)
                .allSatisfy(shown -> assertThat(shown.words())
                        .as(shown.where().toString())
                        .anyMatch(word -> word.startsWith("--tail=")));
    }
}
