package io.bucketwarden.operator;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.operator.status.BucketReport;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.operator.status.SomeLooks;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at one bucket one after another, each of which knows what the one before said. */
public final class History {

    public static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private static final Exposure OPEN =
            new Exposure(Exposure.Through.Acl, "READ", Exposure.To.Everyone, List.of(Exposure.Access.List), null);

    private final BookEntry entry;

    public History() {
        this(null);
    }

    /** @param listed what the status said when the operator started */
    public History(@Nullable BucketStatus listed) {
        entry = new BookEntry(listed);
    }

    /** A look that finds one facet, seconds after the start. */
    public BucketStatus finds(int seconds, String facet, FacetState state, String actual, ChangeEvent... events) {
        return finds(seconds, finding(facet, state, actual, false), List.of(), events);
    }

    /** A look that finds the bucket open in fact, or not. */
    public BucketStatus finds(int seconds, FacetState state, boolean open, ChangeEvent... events) {
        return finds(
                seconds,
                finding("publicAccess", state, open ? "open" : "no block", false),
                open ? List.of(OPEN) : List.of(),
                events);
    }

    /** A look that finds the bucket not as declared, and cannot tell all of it. */
    public BucketStatus findsInPart(int seconds, FacetState state) {
        return finds(seconds, finding("publicAccess", state, "no block", true), List.of());
    }

    /** A look that gets no answer at all. */
    public BucketStatus findsNothing(int seconds, ChangeEvent... events) {
        return keep(report(seconds).unlooked("no answer", List.of(events)));
    }

    public @Nullable BucketStatus known() {
        return entry.known();
    }

    private BucketStatus finds(int seconds, Finding finding, List<Exposure> exposure, ChangeEvent... events) {
        var place = new BucketReport.Place("eu-central-1", null);
        return keep(report(seconds).looked(List.of(finding), place, exposure, List.of(), List.of(events)));
    }

    private BucketReport report(int seconds) {
        return entry.report("acme-invoices", START.plusSeconds(seconds));
    }

    private BucketStatus keep(BucketStatus next) {
        entry.keep(SomeLooks.found("acme-invoices"), next, START);
        return next;
    }

    private static Finding finding(String facet, FacetState state, String actual, boolean inPart) {
        var drifts = state == FacetState.Compliant || state == FacetState.Unknown
                ? List.<Drift>of()
                : List.of(new Drift(facet, "as declared", actual));
        return new Finding(facet, state, Reason.DriftDetected, drifts, "As it is.", inPart, false);
    }
}
