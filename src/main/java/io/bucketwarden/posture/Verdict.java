package io.bucketwarden.posture;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Reason;
import java.util.List;

/** What one look at one facet found. Unknown is a verdict of its own, never a kind of false. */
public sealed interface Verdict {

    /** The policy does not declare the facet. */
    record Unmanaged() implements Verdict {}

    record Compliant() implements Verdict {}

    /** The bucket differs; the remedies are what would close the difference, in order. */
    record Drifted(List<Drift> drifts, List<Remedy> remedies) implements Verdict {}

    /** The bucket could not be judged. The message is for people and names a missing IAM action. */
    record Unreadable(Reason reason, String message) implements Verdict {}
}
