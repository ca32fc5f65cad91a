package io.bucketwarden.command.run;

import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.operator.PassListener;
import io.bucketwarden.operator.status.Remediation;
import io.bucketwarden.telemetry.AccessMetrics;
import io.bucketwarden.telemetry.Metrics;
import io.bucketwarden.tracking.Glance;
import io.bucketwarden.tracking.TrackingListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/** Turns what happens to buckets into metrics. */
record Measured(Metrics metrics, InstantSource clock) implements PassListener, TrackingListener {

    @Override
    public void passed(List<S3BucketPolicy> policies, int reads, List<Remediation> remediations) {
        metrics.pass(policies, reads, clock.instant());
        remediations.forEach(r -> metrics.remediation(r.facet(), r.result()));
    }

    @Override
    public void heard(String result) {
        metrics.changeEvent(result);
    }

    @Override
    public void impersonated() {
        metrics.operatorRoleUsedByOthers();
    }

    @Override
    public void policyUpdateLost() {
        metrics.policyUpdateLost();
    }

    @Override
    public void exposureClosed(Duration window, boolean byEvent) {
        metrics.exposureClosed(window, byEvent);
    }

    @Override
    public void read(long requests, long unreadable) {
        metrics.access().read(requests, unreadable);
    }

    @Override
    public void alerted(AlertKind kind) {
        metrics.access().alerted(kind.name());
    }

    /** Tells what is known of who uses buckets, as it is now. */
    static void tracked(Metrics metrics, Collection<Glance> glances) {
        metrics.access()
                .tracked(glances.stream()
                        .map(one -> new AccessMetrics.Tracked(
                                one.namespace(), one.name(), one.reading(), one.unacknowledged(), one.readUntil()))
                        .toList());
    }
}
