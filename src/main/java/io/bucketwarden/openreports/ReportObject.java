package io.bucketwarden.openreports;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.text.Sha256;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The report of a policy as an object of the cluster, and what is read from one. Pure. */
record ReportObject(ReportKind kind, S3BucketPolicy policy) {

    static final String SOURCE = "bucketwarden";
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** How many results there was no room for; not there when there was for all. */
    static final String LEFT_OUT = S3BucketPolicy.GROUP + "/results-left-out";

    private static final int LONGEST_NAME = 253;

    String name() {
        var name = SOURCE + "-" + policy.getMetadata().getName();
        return name.length() <= LONGEST_NAME
                ? name
                : SOURCE + "-" + Sha256.hex(policy.getMetadata().getName(), 16);
    }

    String namespace() {
        return policy.getMetadata().getNamespace();
    }

    /** Whether it was made for a policy of this name, also one that was deleted since. Anything else is not touched. */
    boolean owns(HasMetadata found) {
        var labels = found.getMetadata().getLabels();
        return labels != null
                && SOURCE.equals(labels.get(MANAGED_BY))
                && found.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> owner.getKind().equals(policy.getKind())
                                && owner.getApiVersion().startsWith(S3BucketPolicy.GROUP + "/")
                                && owner.getName().equals(policy.getMetadata().getName()));
    }

    /** @param results all of them, the gravest first */
    GenericKubernetesResource saying(List<FacetResult> results, Times times) {
        var room = new Room();
        for (var result : results) {
            room.offer(entry(result, times.since(result)));
            if (room.isFull()) {
                break;
            }
        }
        var report = new GenericKubernetesResource();
        report.setApiVersion(kind.apiVersion());
        report.setKind(kind.kind());
        var meta = new ObjectMetaBuilder()
                .withName(name())
                .withNamespace(namespace())
                .addToLabels(MANAGED_BY, SOURCE)
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(policy.getApiVersion())
                        .withKind(policy.getKind())
                        .withName(policy.getMetadata().getName())
                        .withUid(policy.getMetadata().getUid())
                        .withController(false)
                        .withBlockOwnerDeletion(false)
                        .build());
        var leftOut = results.size() - room.taken().size();
        if (leftOut > 0) {
            meta.addToAnnotations(LEFT_OUT, String.valueOf(leftOut));
        }
        report.setMetadata(meta.build());
        if (kind == ReportKind.OpenReports) {
            report.setAdditionalProperty("source", SOURCE);
        }
        report.setAdditionalProperty("scope", scope());
        report.setAdditionalProperty("summary", summary(results));
        report.setAdditionalProperty("results", room.taken());
        return report;
    }

    /** What a report says of when, by subject. */
    static Map<String, Times.Stamp> stamps(GenericKubernetesResource report) {
        var stamps = new HashMap<String, Times.Stamp>();
        if (report.getAdditionalProperties().get("results") instanceof List<?> results) {
            for (var one : results) {
                if (one instanceof Map<?, ?> result
                        && result.get("timestamp") instanceof Map<?, ?> timestamp
                        && timestamp.get("seconds") instanceof Number seconds
                        && result.get("properties") instanceof Map<?, ?> properties) {
                    var bucket = Objects.toString(properties.get("bucket"), "");
                    var facet = Objects.toString(result.get("category"), "");
                    stamps.put(
                            bucket + "/" + facet,
                            new Times.Stamp(Objects.toString(result.get("result"), ""), seconds.longValue()));
                }
            }
        }
        return stamps;
    }

    private Map<String, Object> entry(FacetResult result, long since) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("source", SOURCE);
        entry.put("policy", policy.getMetadata().getName());
        entry.put("rule", result.rule());
        if (!result.facet().isEmpty()) {
            entry.put("category", result.facet());
        }
        entry.put("result", result.grade().word());
        entry.put("scored", result.grade().isScored());
        entry.put("message", result.message());
        entry.put("timestamp", Map.of("seconds", since, "nanos", 0));
        var properties = new LinkedHashMap<>(result.properties());
        // Readers tell results apart by it; without it, those of two buckets could be taken for one.
        properties.put("resultID", id(result, since));
        entry.put("properties", properties);
        return entry;
    }

    private String id(FacetResult result, long since) {
        return Sha256.hex(
                String.join(
                        "|",
                        policy.getMetadata().getUid(),
                        result.subject(),
                        result.rule(),
                        result.grade().word(),
                        String.valueOf(since)),
                16);
    }

    private Map<String, Object> scope() {
        return Map.of(
                "apiVersion", policy.getApiVersion(),
                "kind", policy.getKind(),
                "name", policy.getMetadata().getName(),
                "namespace", policy.getMetadata().getNamespace(),
                "uid", policy.getMetadata().getUid());
    }

    private static Map<String, Object> summary(List<FacetResult> results) {
        var counts = new LinkedHashMap<String, Object>();
        for (var grade : Grade.values()) {
            counts.put(
                    grade.word(),
                    results.stream().filter(result -> result.grade() == grade).count());
        }
        return counts;
    }
}
