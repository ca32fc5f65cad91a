package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes transitions as Kubernetes events of the policy. An event that cannot be written is logged and forgotten. */
final class PolicyEvents {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyEvents.class);
    private static final int MAX_MESSAGE = 1024;

    private final KubernetesClient client;

    PolicyEvents(KubernetesClient client) {
        this.client = client;
    }

    void publish(S3BucketPolicy policy, List<Transition> transitions, Instant at) {
        for (var transition : transitions) {
            log(transition);
            try {
                publish(policy, transition, at);
            } catch (KubernetesClientException e) {
                LOG.warn("The event {} could not be written: {}", transition.kind(), e.getMessage());
            }
        }
    }

    private static void log(Transition transition) {
        var line = LOG.atInfo();
        var subject = transition.subject();
        if (subject != null) {
            var values = new LinkedHashMap<String, @Nullable String>();
            values.put("bucket", subject.bucket());
            values.put("eventName", subject.change().eventName());
            values.put("eventId", subject.change().eventId());
            values.put("principal", subject.change().principal());
            values.put("sourceIp", subject.change().sourceIp());
            values.put("userAgent", subject.change().userAgent());
            values.values().removeIf(Objects::isNull);
            values.forEach((key, value) -> {
                var _ = line.addKeyValue(key, value);
            });
        }
        line.log("{}: {}", transition.kind(), transition.message());
    }

    private void publish(S3BucketPolicy policy, Transition transition, Instant at) {
        var meta = policy.getMetadata();
        var time = at.truncatedTo(ChronoUnit.SECONDS).toString();
        var event = new EventBuilder()
                .withNewMetadata()
                .withGenerateName(meta.getName() + ".")
                .withNamespace(meta.getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(policy.getApiVersion())
                .withKind(policy.getKind())
                .withNamespace(meta.getNamespace())
                .withName(meta.getName())
                .withUid(meta.getUid())
                .endInvolvedObject()
                .withType(transition.kind().isWarning() ? "Warning" : "Normal")
                .withReason(transition.kind().name())
                .withMessage(bounded(transition.message()))
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withCount(1)
                .withNewSource()
                .withComponent("bucketwarden")
                .endSource()
                .build();
        client.v1().events().inNamespace(meta.getNamespace()).resource(event).create();
    }

    private static String bounded(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
    }
}
