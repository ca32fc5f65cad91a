package io.bucketwarden.tracking;

import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketAccessStatus;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a pass found in one write, and tells of it once it is kept. */
record Keeping(
        AccessStore store, AccessAlerts alerts, Evidences evidences, Glances glances, TrackingListener listener) {

    private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);

    /**
     * Returns whether it is kept; else somebody else was faster, and what is known is what that one has kept.
     *
     * @param toEnd whether nothing is left of what there is to be known
     */
    boolean keep(Visit visit, AccessStatus status, Batch batch, boolean more, boolean toEnd) {
        var known = batch.known();
        var days = visit.tracked().asked().effectiveEvidenceDays();
        var previews = known.impacts().previews(days, visit.now(), toEnd);
        var next =
                status.of(known, previews, Optional.ofNullable(batch.problem()), more, batch.hasRead(), visit.source());
        var saved = save(visit.tracked(), status.resource(), next);
        if (saved.isEmpty()) {
            LOG.info("Somebody else wrote what is known of who uses the bucket; it is read anew");
            return false;
        }
        alerts.tell(saved.get(), batch.alerts(), visit.now());
        evidences.know(visit.tracked(), previews);
        listener.read(batch.requests(), batch.unreadable());
        return true;
    }

    Optional<S3BucketAccess> save(Tracked tracked, S3BucketAccess resource, S3BucketAccessStatus status) {
        var kept = status.equals(resource.getStatus()) ? Optional.of(resource) : store.save(resource, status);
        kept.ifPresent(access -> glances.keep(tracked, access));
        return kept;
    }
}
