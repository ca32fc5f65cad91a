package io.bucketwarden.doctor;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What one check came to.
 *
 * @param found what there is, in words for people
 * @param fix the command to run or the IAM action to allow; empty where nothing is to be done
 */
public record Diagnosis(String check, State state, String found, String fix) {

    /** From good to bad. */
    public enum State {
        OK,
        UNKNOWN,
        PROBLEM
    }

    static Diagnosis ok(String check, String found) {
        return new Diagnosis(check, State.OK, found, "");
    }

    static Diagnosis problem(String check, String found, String fix) {
        return new Diagnosis(check, State.PROBLEM, found, fix);
    }

    static Diagnosis unknown(String check, String found, String fix) {
        return new Diagnosis(check, State.UNKNOWN, found, fix);
    }

    /** All parts of one check: as bad as its worst part, which alone is told then. */
    static Diagnosis worst(String check, List<Diagnosis> parts) {
        var state = parts.stream().map(Diagnosis::state).max(State::compareTo).orElse(State.UNKNOWN);
        return new Diagnosis(
                check,
                state,
                parts.stream()
                        .filter(part -> part.state() == state)
                        .map(Diagnosis::found)
                        .filter(found -> !found.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("; ")),
                parts.stream()
                        .filter(part -> part.state() != State.OK)
                        .map(Diagnosis::fix)
                        .filter(fix -> !fix.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(" ")));
    }
}
