package io.bucketwarden.operator;

import org.jspecify.annotations.Nullable;

/** What the operator remembers of one policy between passes. Lost at a restart, and safe to lose. */
final class Memory {

    private final Convergence convergence = new Convergence();
    private int failures;
    private long generation;
    private @Nullable String request;

    Convergence convergence() {
        return convergence;
    }

    /** A new generation or a new request by annotation gives every halted facet another try. */
    void seen(long currentGeneration, @Nullable String currentRequest) {
        if (currentGeneration != generation || !java.util.Objects.equals(currentRequest, request)) {
            convergence.forget();
        }
        generation = currentGeneration;
        request = currentRequest;
    }

    /** Passes in a row that got no answer, this one included. */
    int failures(boolean failed) {
        failures = failed ? failures + 1 : 0;
        return failures;
    }
}
