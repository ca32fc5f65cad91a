package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes transitions as Kubernetes events of the policy, and to the log. */
final class PolicyEvents {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyEvents.class);

    private final KubernetesEvents events;

    PolicyEvents(KubernetesClient client) {
        this.events = new KubernetesEvents(client);
    }

    void publish(S3BucketPolicy policy, List<Transition> transitions, Instant at) {
        for (var transition : transitions) {
            log(transition);
            var kind = transition.kind();
            events.publish(policy, kind.name(), kind.isWarning(), transition.message(), at);
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
}
