package io.bucketwarden.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script around the checks, with builds that fail. */
class ReleaseScriptTest {

    @TempDir
    private Path folder;

    @Test
    void each_build_that_fails_keeps_a_log_of_its_own() throws Exception {
        Files.createDirectories(folder.resolve("src/dev"));
        Files.copy(Path.of("src/dev/release-check.sh"), folder.resolve("src/dev/release-check.sh"));
        program("mvn", "echo \"in $TZ\"; case \"$*\" in *package*) exit 1;; esac");
        program("git", "case \"$1\" in archive) tar -c src;; esac");

        var builder = new ProcessBuilder(List.of("bash", "src/dev/release-check.sh"))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(said).isEqualTo(1);
        assertThat(said)
                .contains("ok: format", "FAILED: first build. See target/release-check/first-build.log.\n  in UTC")
                .contains("FAILED: second build. See target/release-check/second-build.log.\n  in Pacific/Auckland");
        assertThat(folder.resolve("target/release-check/first-build.log")).hasContent("in UTC");
        assertThat(folder.resolve("target/release-check/second-build.log")).hasContent("in Pacific/Auckland");
    }

    private void program(String name, String script) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
