package io.bucketwarden.posture;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import java.util.List;

/** Statements of ours that belong to a facet which this policy managed before and does not any more. */
final class Leftovers {

    private Leftovers() {}

    /** @param earlier what was known of the facet when it was last looked at */
    static Verdict of(Facet<?, ?> facet, LiveBucket bucket, FacetState earlier) {
        if (facet.sids().isEmpty()) {
            return new Verdict.Unmanaged();
        }
        try {
            var sids = facet.sids().stream()
                    .filter(sid -> bucket.policyDocument().bySid(sid).isPresent())
                    .sorted()
                    .toList();
            return sids.isEmpty()
                    ? new Verdict.Unmanaged()
                    : new Verdict.Drifted(
                            sids.stream()
                                    .map(sid -> drift(facet, sid, "present"))
                                    .toList(),
                            sids.stream().<Remedy>map(Remedy.DropStatement::new).toList());
        } catch (CallFailed e) {
            if (e.reason() != Reason.AccessDenied) {
                return Verdict.Unreadable.of(e);
            }
            // Who could never read the document cannot have written to it. Who could, and now may not, has to be told.
            return earlier == FacetState.Unknown ? new Verdict.Unmanaged() : mayBeLeft(facet, e);
        }
    }

    private static Verdict mayBeLeft(Facet<?, ?> facet, CallFailed denied) {
        return new Verdict.Drifted(
                facet.sids().stream()
                        .sorted()
                        .map(sid -> drift(facet, sid, "not known"))
                        .toList(),
                List.of(new Remedy.Manual(
                        facet.name()
                                + " was taken out of the policy, but whether its statement is gone cannot be told: "
                                + denied.text() + " Or remove the statement by hand.",
                        false)));
    }

    private static Drift drift(Facet<?, ?> facet, String sid, String actual) {
        return new Drift(facet.name() + ".statement." + sid, "absent", actual);
    }
}
