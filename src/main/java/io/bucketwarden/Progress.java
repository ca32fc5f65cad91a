package io.bucketwarden;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Says on standard error which of several buckets is looked at; to people only, never into a file or a pipe. */
final class Progress {

    private final PrintWriter err;
    private final int total;
    private final boolean shown;
    private int begun;

    Progress(PrintWriter err, int total, boolean toTerminal) {
        this.err = err;
        this.total = total;
        this.shown = toTerminal && total > 1;
    }

    void looksAt(String bucket) {
        begun++;
        if (shown) {
            err.println("[" + begun + "/" + total + "] " + bucket);
            err.flush();
        }
    }

    /** Java asks about standard input and output only; Linux names what standard error is. */
    static boolean errorIsTerminal() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString().matches("/dev/(pts/.*|tty.*|console)");
        } catch (IOException e) {
            return Optional.ofNullable(System.console())
                    .map(Console::isTerminal)
                    .orElse(false);
        }
    }
}
