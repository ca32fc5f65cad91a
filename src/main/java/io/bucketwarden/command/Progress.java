package io.bucketwarden.command;

import io.bucketwarden.text.Shortened;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A line on standard error while several things are looked at; to people only, never into a file or a pipe. */
public final class Progress implements AutoCloseable {

    /** How many there are is found out on the way, so there is no bar. */
    public static final int UNTOLD = -1;

    private static final int WIDTH = 24;
    private static final int LONGEST_NAME = 40;
    private static final String OVER_THE_LAST = "\r\u001B[2K";

    private final PrintWriter err;
    private final int total;
    private final boolean shown;
    private int looks;

    public Progress(PrintWriter err, int total, boolean toTerminal) {
        this.err = err;
        this.total = total;
        this.shown = toTerminal && (total == UNTOLD || total > 1);
    }

    public synchronized void looksAt(String what) {
        looks++;
        if (shown) {
            var name = Shortened.to(Printable.of(what), LONGEST_NAME);
            err.print(OVER_THE_LAST + (total == UNTOLD ? looks : bar()) + " " + name);
            err.flush();
        }
    }

    private String bar() {
        var full = WIDTH * looks / total;
        return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] " + looks + "/" + total;
    }

    /** Leaves nothing behind. */
    @Override
    public synchronized void close() {
        if (shown && looks > 0) {
            err.print(OVER_THE_LAST);
            err.flush();
        }
    }

    /** Java asks about standard input and output only; Linux names what standard error is. */
    public static boolean errorIsTerminal() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString().matches("/dev/(pts/.*|tty.*|console)");
        } catch (IOException e) {
            return Optional.ofNullable(System.console())
                    .map(Console::isTerminal)
                    .orElse(false);
        }
    }
}
