package io.bucketwarden.operator;

import io.bucketwarden.api.Stamp;
import io.bucketwarden.text.Shortened;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes Kubernetes events. One that cannot be written is logged and forgotten. */
public final class KubernetesEvents {

    /** As whom we write, so that it is seen which fields are ours. */
    static final String WRITER = "bucketwarden";

    private static final Logger LOG = LoggerFactory.getLogger(KubernetesEvents.class);
    private static final int MAX_MESSAGE = 1024;

    private final KubernetesClient client;

    public KubernetesEvents(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Tells something of a resource.
     *
     * @param reason one word, as dashboards match on it
     * @param message of any length; the API server takes 1,024 characters
     */
    public void publish(HasMetadata about, String reason, boolean warning, String message, Instant at) {
        try {
            create(about, reason, warning, message, at);
        } catch (KubernetesClientException e) {
            LOG.warn("The event {} could not be written: {}", reason, e.getMessage());
        }
    }

    private void create(HasMetadata about, String reason, boolean warning, String message, Instant at) {
        var meta = about.getMetadata();
        var time = Stamp.of(at);
        var event = new EventBuilder()
                .withNewMetadata()
                .withGenerateName(meta.getName() + ".")
                .withNamespace(meta.getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(meta.getNamespace())
                .withName(meta.getName())
                .withUid(meta.getUid())
                .endInvolvedObject()
                .withType(warning ? "Warning" : "Normal")
                .withReason(reason)
                .withMessage(Shortened.to(message, MAX_MESSAGE))
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withCount(1)
                .withNewSource()
                .withComponent(WRITER)
                .endSource()
                .build();
        client.v1().events().inNamespace(meta.getNamespace()).resource(event).create();
    }
}
