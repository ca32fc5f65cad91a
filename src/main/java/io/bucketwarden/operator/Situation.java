package io.bucketwarden.operator;

import io.bucketwarden.api.Reason;
import java.util.List;

/** What the conditions are judged from: the outcome of one reconciliation, whatever it was. */
sealed interface Situation {

    /** The spec cannot be acted upon, or another policy governs. */
    record Rejected(Reason reason, String message) implements Situation {}

    /** Nothing is checked or written while the annotation holds. */
    record Paused() implements Situation {}

    /** The bucket could not be opened at all. {@code failures}: how often in a row, this one included. */
    record Unreachable(Reason reason, String message, int failures) implements Situation {}

    /** The bucket was looked at. {@code failures}: passes in a row in which some read got no answer. */
    record Checked(boolean enforce, List<Finding> findings, int failures) implements Situation {}
}
