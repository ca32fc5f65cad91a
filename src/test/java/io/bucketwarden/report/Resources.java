package io.bucketwarden.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Resources as YAML, and the report of them. */
final class Resources {

    static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    private static final YAMLMapper YAML = new YAMLMapper();

    private final List<S3BucketPolicy> policies = new ArrayList<>();
    private final List<S3BucketAccess> accesses = new ArrayList<>();

    static JsonNode fleet() {
        try {
            return YAML.readTree(Path.of("src/test/resources/report/fleet.yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Resources of(JsonNode list) {
        var resources = new Resources();
        list.path("items").forEach(resources::add);
        return resources;
    }

    /** A policy storage/{@code name} of generation 1 that observed it. */
    Resources policy(String name, String spec, String buckets) {
        return yaml("""
                kind: S3BucketPolicy
                metadata: {name: %s, namespace: storage, generation: 1}
                spec: %s
                status: {observedGeneration: 1, buckets: [%s]}
                """.formatted(name, spec, buckets));
    }

    Resources access(String policy, String bucket, String status) {
        return yaml("""
                kind: S3BucketAccess
                metadata: {name: a, namespace: storage}
                spec: {policy: %s, bucket: %s}
                status: %s
                """.formatted(policy, bucket, status));
    }

    Resources yaml(String text) {
        try {
            add(YAML.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private void add(JsonNode resource) {
        if (resource.path("kind").asText().equals("S3BucketPolicy")) {
            policies.add(SERIALIZATION.convertValue(resource, S3BucketPolicy.class));
        } else {
            accesses.add(SERIALIZATION.convertValue(resource, S3BucketAccess.class));
        }
    }

    Report report() {
        return report(new Scope(null, null));
    }

    Report report(Scope scope) {
        return Report.of(policies, accesses, scope, "a test", List.of(), NOW);
    }
}
