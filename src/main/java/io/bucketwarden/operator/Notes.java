package io.bucketwarden.operator;

import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.fleet.Claim;
import io.bucketwarden.fleet.Problem;
import io.bucketwarden.operator.changes.ExposureWindows;
import io.bucketwarden.operator.status.BucketReport;
import io.bucketwarden.operator.status.BucketReport.Place;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.operator.status.Look;
import java.time.InstantSource;
import java.util.List;

/** Writes what a look found, or why there was none, into the book of each policy that has a say. */
final class Notes {

    private final Fleet fleet;
    private final InstantSource clock;
    private final PassListener listener;

    Notes(Fleet fleet, InstantSource clock, PassListener listener) {
        this.fleet = fleet;
        this.clock = clock;
        this.listener = listener;
    }

    /** @param events of others about the bucket since the last look */
    Look found(Claim claim, List<Finding> findings, Place place, List<Exposure> exposure, List<ChangeEvent> events) {
        var name = claim.bucket().name();
        var book = fleet.book(claim.policy());
        var failures = book.failures(name, findings.stream().anyMatch(f -> f.is(Reason.CheckFailed)));
        var look = new Look(name, findings, null, failures);
        var superseded = BucketReport.superseded(claim);
        var report = book.report(name, clock.instant());
        var next = report.looked(findings, place, exposure, superseded, events);
        if (note(claim, look, next)) {
            ExposureWindows.newlyClosed(report.known(), next)
                    .ifPresent(closed -> listener.exposureClosed(closed.lasted(), closed.byEvent()));
        }
        return look;
    }

    /** @param events of others about the bucket since the last look */
    Look unreachable(Claim claim, Problem why, List<ChangeEvent> events) {
        var name = claim.bucket().name();
        var book = fleet.book(claim.policy());
        var failures = book.failures(name, why.reason() == Reason.CheckFailed);
        var look = new Look(name, List.of(), why, failures);
        note(claim, look, book.report(name, clock.instant()).unlooked(why.message(), events));
        return look;
    }

    /** Returns whether it was kept. */
    private boolean note(Claim claim, Look look, BucketStatus next) {
        // One that is refused says nothing of the bucket.
        if (fleet.standing(claim.uid())
                .filter(standing ->
                        standing.refusal() == null || standing.refusal().reason() != Reason.NotGranted)
                .isEmpty()) {
            return false;
        }
        if (fleet.book(claim.policy()).keep(look, next, fleet.asks(claim), clock.instant())) {
            fleet.reportSoon(claim.policy());
        }
        return true;
    }
}
