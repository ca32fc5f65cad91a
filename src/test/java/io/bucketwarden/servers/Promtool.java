package io.bucketwarden.servers;

import java.io.IOException;
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
        var command =
                new ArrayList<>(List.of(SetUp.program("prometheus/bin/promtool").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        return new Promtool(process.waitFor(), said);
    }
}
