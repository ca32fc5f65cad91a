package io.bucketwarden.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;

/** Whether somebody means this very account. */
final class Asking {

    /** Says it beforehand, for where nobody can type. */
    static final String VARIABLE = "CONFORMANCE_YES";

    private Asking() {}

    /** Empty when it is meant; else why not. */
    static Optional<String> about(String account, PrintWriter err) {
        var said = System.getenv(VARIABLE);
        if (said != null && !said.isBlank()) {
            return said.strip().equals(account)
                    ? Optional.empty()
                    : Optional.of(VARIABLE + " is " + said.strip() + ", and the account is " + account
                            + ". Nothing was made or removed.");
        }
        err.print("Type the account id to go on: ");
        err.flush();
        return account.equals(typed()) ? Optional.empty() : Optional.of("Not confirmed. Nothing was made or removed.");
    }

    private static String typed() {
        try {
            var line = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
