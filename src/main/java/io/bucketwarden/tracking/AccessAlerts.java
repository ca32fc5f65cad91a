package io.bucketwarden.tracking;

import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketAccessStatus.Alert;
import io.bucketwarden.operator.KubernetesEvents;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what is new about who uses a bucket: by events, log lines and counts. The status has told it before. */
final class AccessAlerts {

    private static final Logger LOG = LoggerFactory.getLogger(AccessAlerts.class);

    private final KubernetesEvents events;
    private final TrackingListener listener;

    AccessAlerts(KubernetesEvents events, TrackingListener listener) {
        this.events = events;
        this.listener = listener;
    }

    void tell(S3BucketAccess about, List<Alert> alerts, Instant now) {
        for (var alert : alerts) {
            LOG.atWarn()
                    .addKeyValue("alert", alert.kind())
                    .addKeyValue("accessor", alert.accessor())
                    .addKeyValue("principal", alert.principal())
                    .addKeyValue("application", alert.application())
                    .addKeyValue("network", alert.network())
                    .addKeyValue("since", alert.time())
                    .addKeyValue("requests", alert.requests())
                    .log("{}: {}", alert.kind(), alert.message());
            listener.alerted(alert.kind());
        }
        for (var event : AlertEvent.of(alerts)) {
            events.publish(about, event.kind().name(), true, event.message(), now);
        }
    }
}
