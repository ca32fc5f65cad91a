package io.bucketwarden.openreports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports in the cluster. Each is read before it is written, and written only over what was read. */
final class ReportStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The API server did not do what was asked; the verb is as rules of RBAC name it. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        private final String verb;
        private final int code;

        Refused(String verb, KubernetesClientException cause) {
            super(cause.getMessage(), cause);
            this.verb = verb;
            this.code = cause.getCode();
        }

        String verb() {
            return verb;
        }

        boolean isDenied() {
            return code == HttpURLConnection.HTTP_FORBIDDEN;
        }

        /** Somebody else was faster: another try may be better. */
        boolean isCrossed() {
            return code == HttpURLConnection.HTTP_CONFLICT;
        }

        /** What was to be written into is not there: the kind, the namespace, or the report itself. */
        boolean isGone() {
            return code == HttpURLConnection.HTTP_NOT_FOUND;
        }
    }

    private final KubernetesClient client;
    private final ReportKind kind;

    ReportStore(KubernetesClient client, ReportKind kind) {
        this.client = client;
        this.kind = kind;
    }

    /** Whether the cluster knows such reports. */
    boolean isServed() throws Refused {
        try {
            return client.supports(kind.apiVersion(), kind.kind());
        } catch (KubernetesClientException e) {
            throw new Refused("discover", e);
        }
    }

    Optional<GenericKubernetesResource> find(ReportObject report) throws Refused {
        try {
            return Optional.ofNullable(
                    in(report.namespace()).withName(report.name()).get());
        } catch (KubernetesClientException e) {
            throw new Refused("get", e);
        }
    }

    void create(GenericKubernetesResource report) throws Refused {
        try {
            in(report.getMetadata().getNamespace()).resource(report).create();
        } catch (KubernetesClientException e) {
            throw new Refused("create", e);
        }
    }

    /** Writes it over the one that was found, where it says something else; labels and annotations of others stay. */
    void update(GenericKubernetesResource found, GenericKubernetesResource report) throws Refused {
        var meta = found.getMetadata();
        var before = ours(found);
        meta.setOwnerReferences(report.getMetadata().getOwnerReferences());
        var annotations = new HashMap<>(Objects.requireNonNullElse(meta.getAnnotations(), Map.of()));
        annotations.remove(ReportObject.LEFT_OUT);
        annotations.putAll(Objects.requireNonNullElse(report.getMetadata().getAnnotations(), Map.of()));
        meta.setAnnotations(annotations);
        found.setAdditionalProperties(report.getAdditionalProperties());
        if (ours(found).equals(before)) {
            return;
        }
        try {
            client.resource(found)
                    .lockResourceVersion(meta.getResourceVersion())
                    .update();
        } catch (KubernetesClientException e) {
            throw new Refused("update", e);
        }
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            in(String namespace) {
        return client.genericKubernetesResources(kind.context()).inNamespace(namespace);
    }

    /** All that we write of a report. Text in between, since numbers of other types are never equal. */
    private static JsonNode ours(GenericKubernetesResource report) {
        var fields = new HashMap<String, @Nullable Object>(report.getAdditionalProperties());
        fields.put("owners", report.getMetadata().getOwnerReferences());
        fields.put("left out", annotation(report));
        try {
            return JSON.readTree(JSON.writeValueAsString(fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what came as JSON is JSON", e);
        }
    }

    private static @Nullable String annotation(HasMetadata report) {
        var annotations = report.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(ReportObject.LEFT_OUT);
    }
}
