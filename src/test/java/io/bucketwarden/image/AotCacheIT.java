package io.bucketwarden.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.servers.OperatorProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the image's build that need no container engine: the rehearsal, and a start from what came of it. */
class AotCacheIT {

    private static final String OPTIONS = "src/main/jib/app/jvm.options";
    private static final String JAR = "target/bucketwarden.jar";

    @TempDir
    private Path folder;

    @Test
    void the_rehearsal_writes_a_cache_that_the_jvm_takes() throws IOException, InterruptedException {
        var cache = folder.resolve("bucketwarden.aot");

        run(
                "rehearsal",
                OperatorProcess.java(),
                "-cp",
                "target/test-classes",
                "io.bucketwarden.image.Rehearsal",
                OPTIONS,
                JAR,
                cache.toString());

        assertThat(cache).isNotEmptyFile();
        // With AOTMode=on the JVM ends when it cannot use the cache, instead of going on without.
        run(
                "start",
                OperatorProcess.java(),
                "@" + OPTIONS,
                "-XX:AOTMode=on",
                "-XX:AOTCache=" + cache,
                "-jar",
                JAR,
                "--version");
    }

    private void run(String name, String... command) throws IOException, InterruptedException {
        var log = folder.resolve(name + ".log").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(tail(log)).isZero();
    }

    private static String tail(File log) throws IOException {
        var text = java.nio.file.Files.readString(log.toPath());
        return text.substring(Math.max(0, text.length() - 2_000));
    }
}
