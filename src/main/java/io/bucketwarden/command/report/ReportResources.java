package io.bucketwarden.command.report;

import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.command.ManifestFile;
import io.bucketwarden.command.PolicyFile.Unusable;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The resources that a report is made of. What cannot be understood hides no other: it is told as a gap. */
final class ReportResources {

    private static final String OURS = S3BucketPolicy.GROUP + "/";
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private final List<S3BucketPolicy> policies = new ArrayList<>();
    private final List<S3BucketAccess> accesses = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();

    List<S3BucketPolicy> policies() {
        return policies;
    }

    List<S3BucketAccess> accesses() {
        return accesses;
    }

    /** What could not be read, in sentences. */
    List<String> gaps() {
        return gaps;
    }

    void gap(String why) {
        gaps.add(why);
    }

    boolean isEmpty() {
        return policies.isEmpty() && accesses.isEmpty() && gaps.isEmpty();
    }

    /** Takes what is ours, looks into lists, and leaves the rest. */
    void addAll(ManifestFile file) throws Unusable {
        for (var document : file.documents()) {
            if (document != null) {
                add(document, file.name());
            }
        }
    }

    private void add(@Nullable Object document, String where) throws Unusable {
        if (!(document instanceof Map<?, ?> resource) || !(resource.get("kind") instanceof String kind)) {
            throw new Unusable(where + " holds what is no Kubernetes resource: it has no kind");
        }
        if (kind.endsWith("List") && resource.get("items") instanceof List<?> items) {
            for (var item : items) {
                add(item, where);
            }
        } else {
            add(kind, resource);
        }
    }

    private void add(String kind, Map<?, ?> resource) {
        if (!String.valueOf(resource.get("apiVersion")).startsWith(OURS)) {
            return;
        }
        switch (kind) {
            case "S3BucketPolicy" -> add(resource, S3BucketPolicy.class, policies);
            case "S3BucketAccess" -> add(resource, S3BucketAccess.class, accesses);
            default -> {
                // Grants say nothing of buckets.
            }
        }
    }

    <T extends HasMetadata> void add(Object resource, Class<T> type, List<T> to) {
        try {
            var read = SERIALIZATION.convertValue(resource, type);
            // Without a name nothing can be said of it.
            Objects.requireNonNull(read.getMetadata().getName());
            to.add(read);
        } catch (IllegalArgumentException | NullPointerException e) {
            gaps.add("A resource " + type.getSimpleName() + named(resource)
                    + " cannot be understood: it is damaged, or of another version of Bucketwarden.");
        }
    }

    private static String named(Object resource) {
        var metadata =
                switch (resource) {
                    case Map<?, ?> map -> map.get("metadata");
                    case HasMetadata typed ->
                        Map.of("name", String.valueOf(typed.getMetadata().getName()));
                    default -> null;
                };
        return metadata instanceof Map<?, ?> map && map.get("name") instanceof String name ? " " + name : "";
    }
}
