package io.bucketwarden.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A part of setup in a shell of its own, with an empty cache. */
final class SetupScript {

    private SetupScript() {}

    /**
     * What commands say that follow on a part of setup, and at last the exit code.
     *
     * @param part the name of its file in src/dev
     * @param cache where it puts what it sets up
     */
    static String run(String part, Path cache, String commands) throws IOException, InterruptedException {
        var script = Files.writeString(cache.resolve("script.sh"), """
                set -euo pipefail
                CACHE='%s'
                trap 'echo "exit $?"' EXIT
                . src/dev/%s.sh
                """.formatted(cache, part) + commands);
        var builder = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true);
        builder.environment().remove("BUCKETWARDEN_WITHOUT_" + part.toUpperCase(Locale.ROOT));
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return said;
    }
}
