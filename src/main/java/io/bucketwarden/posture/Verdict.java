package io.bucketwarden.posture;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Reason;
import java.util.List;
import java.util.Optional;

/** What one look at one facet found. Unknown is a verdict of its own, never a kind of false. */
public sealed interface Verdict {

    /** The policy does not declare the facet. */
    record Unmanaged() implements Verdict {}

    record Compliant() implements Verdict {}

    /**
     * The bucket differs.
     *
     * @param remedies what would close the difference, in order
     * @param unread what could not be judged beside it; empty when all was read
     */
    record Drifted(List<Drift> drifts, List<Remedy> remedies, Optional<Unreadable> unread) implements Verdict {
        public Drifted(List<Drift> drifts, List<Remedy> remedies) {
            this(drifts, remedies, Optional.empty());
        }

        /** Whether there is anything that the operator itself can do. */
        public boolean isWritable() {
            return remedies.stream().anyMatch(remedy -> !(remedy instanceof Remedy.Manual));
        }

        /** What a person has to do, in order. */
        public List<Remedy.Manual> manual() {
            return remedies.stream()
                    .filter(Remedy.Manual.class::isInstance)
                    .map(Remedy.Manual.class::cast)
                    .toList();
        }
    }

    /**
     * The bucket differs, and may: nothing is written.
     *
     * @param drifts what is let pass
     * @param message until when, why, and who answers for it
     */
    record Exempt(List<Drift> drifts, String message) implements Verdict {}

    /** The bucket could not be judged. The message is for people and names a missing IAM action. */
    record Unreadable(Reason reason, String message) implements Verdict {
        static Unreadable of(CallFailed failure) {
            return new Unreadable(failure.reason(), failure.text());
        }
    }
}
