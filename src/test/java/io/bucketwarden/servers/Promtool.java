package io.bucketwarden.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What promtool, which comes with Prometheus, said of rules.
 *
 * @param exit 0 when it found them right
 */
public record Promtool(int exit, String said) {

    /** Runs it to its end. */
    public static Promtool run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program("promtool").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        return new Promtool(process.waitFor(), said);
    }

    /** Where setup put a program of Prometheus. */
    static Path program(String name) {
        var folder = System.getenv("BUCKETWARDEN_PROMETHEUS");
        var program = folder == null ? null : Path.of(folder, "bin", name);
        if (program == null || !Files.isExecutable(program)) {
            throw new IllegalStateException("There is no " + name + " at " + program
                    + ". make setup gets it; BUCKETWARDEN_WITHOUT_PROMETHEUS=1 leaves these tests out.");
        }
        return program;
    }
}
