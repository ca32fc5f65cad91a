package io.bucketwarden.release;

import java.util.List;

/**
 * Something that must hold of a release.
 *
 * @param found what it was judged by, for people
 * @param problems what is wrong; empty when nothing is
 * @param advice what to do then
 */
record Check(String what, String found, List<String> problems, String advice) {

    Check {
        problems = List.copyOf(problems);
    }

    boolean isOk() {
        return problems.isEmpty();
    }

    /** As it is printed. */
    String line() {
        return isOk()
                ? "ok: " + what + ": " + found
                : "FAILED: " + what + ": " + String.join("; ", problems) + ". " + advice;
    }
}
