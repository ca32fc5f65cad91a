package io.bucketwarden.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bucketwarden.operator.StatesOfPolicies;
import io.bucketwarden.tracking.StatesOfAccesses;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The resources with which the health scripts for Argo CD are tested, as the operator's own code reports them. */
final class ArgoTestData {

    private static final Path KINDS = Path.of("config/argocd/resource_customizations/bucketwarden.io");

    /** Nothing else is in them. */
    static final List<Path> FOLDERS =
            List.of(KINDS.resolve("S3BucketPolicy/testdata"), KINDS.resolve("S3BucketAccess/testdata"));

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private ArgoTestData() {}

    static Map<Path, String> files() {
        var files = new TreeMap<Path, String>();
        add(files, "S3BucketPolicy", StatesOfPolicies.all());
        add(files, "S3BucketAccess", StatesOfAccesses.all());
        return files;
    }

    private static void add(Map<Path, String> files, String kind, Map<String, ? extends HasMetadata> states) {
        states.forEach((name, resource) -> files.put(
                KINDS.resolve(kind).resolve("testdata").resolve(name + ".yaml"),
                YAML.asYaml(asServed(resource)).replaceFirst("^---\n", "")));
    }

    /** What nobody has looked at yet has the status that the API server gives it, which holds no lists. */
    private static JsonNode asServed(HasMetadata resource) {
        var tree = YAML.convertValue(resource, ObjectNode.class);
        if (tree.path("status") instanceof ObjectNode status
                && status.path("conditions").isEmpty()) {
            status.remove(List.of("buckets", "conditions"));
        }
        return tree;
    }
}
