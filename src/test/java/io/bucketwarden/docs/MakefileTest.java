package io.bucketwarden.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a target would do first, as make itself says: nobody waits for servers that the target does not use. */
class MakefileTest {

    private static final String ALL = "src/dev/setup.sh";
    private static final Set<String> SETTINGS = Set.of("AWS_PROFILE", "STORE", "TEST", "IT");
    private static final String JAVA = "src/dev/setup.sh java";

    @ParameterizedTest
    @ValueSource(strings = {"jar", "conformance AWS_PROFILE=somebody", "conformance STORE=aws"})
    void what_runs_without_a_server_needs_java_alone(String target) throws Exception {
        assertThat(wouldRun(target)).contains(JAVA).doesNotContain(ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"demo", "up", "test", "bench", "pictures", "conformance STORE=moto", "conformance STORE=rgw"})
    void what_runs_with_servers_sets_them_up(String target) throws Exception {
        assertThat(wouldRun(target).getFirst()).isEqualTo(ALL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "test | verify",
                "test TEST=ATest,BTest | test -Dtest='ATest,BTest'",
                "test IT=AIT | verify -Dtest='none' -Dsurefire.failIfNoSpecifiedTests=false -Dit.test='AIT'",
                "test TEST=ATest IT=A*IT | verify -Dtest='ATest' -Dit.test='A*IT'"
            })
    void some_tests_are_run_by_their_names(String target, String goals) throws Exception {
        assertThat(wouldRun(target).getLast().replaceAll(" +", " ").strip()).endsWith("-Dstyle.color=never " + goals);
    }

    @Test
    void java_is_looked_for_without_a_cache() throws Exception {
        var builder = new ProcessBuilder("src/dev/setup.sh", "java").redirectErrorStream(true);
        builder.environment().put("BUCKETWARDEN_CACHE", "/proc/no/such/cache");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).isEmpty();
    }

    private static List<String> wouldRun(String target) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("make", "-n", "--no-print-directory"));
        words.addAll(Arrays.asList(target.split(" ")));
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> SETTINGS.contains(name) || name.startsWith("MAKE"));
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}
