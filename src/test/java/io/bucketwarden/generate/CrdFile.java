package io.bucketwarden.generate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** The custom resource definition, from the records and from what annotations cannot say. */
final class CrdFile {

    static final Path PATH = Path.of("crds/s3bucketpolicies.bucketwarden.io-v1.yaml");

    private CrdFile() {}

    static String render() throws IOException {
        var folder = Files.createTempDirectory("crd");
        var files = new CRDGenerator()
                .withParallelGenerationEnabled(false)
                .withPostProcessor(new CRDPostProcessor() {
                    @Override
                    public HasMetadata process(HasMetadata crd, String version) {
                        return finish(crd);
                    }
                })
                .customResourceClasses(S3BucketPolicy.class)
                .forCRDVersions("v1")
                .inOutputDir(folder.toFile())
                .detailedGenerate();
        var file = Path.of(files.getCRDInfos("s3bucketpolicies." + S3BucketPolicy.GROUP)
                .get("v1")
                .getFilePath());
        return Files.readString(file);
    }

    private static HasMetadata finish(HasMetadata resource) {
        var crd = (CustomResourceDefinition) resource;
        crd.getSpec().getNames().setCategories(List.of("bucketwarden"));
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().getFirst();
        version.setAdditionalPrinterColumns(columns());
        var root = version.getSchema().getOpenAPIV3Schema();
        root.setRequired(List.of("spec"));
        root.setDescription(description());
        finishSpec(root.getProperties().get("spec"));
        finishStatus(root.getProperties().get("status"));
        withoutDuplicateRules(root);
        return crd;
    }

    private static String description() {
        return "The declared posture of an S3 bucket. It is not the bucket's JSON access policy, which is called its policy"
                + " document here. Condition reasons: "
                + Arrays.stream(Reason.values()).map(Enum::name).sorted().collect(Collectors.joining(", ")) + ".";
    }

    private static void finishSpec(JSONSchemaProps spec) {
        spec.setDescription("What must hold, for which bucket, and whether to enforce it.");
        var posture = field(spec, "posture");
        set(field(posture, "mfaDelete.exemptPrincipals"), 20, 256);
        set(field(posture, "networkAccess.allowedCidrs"), 100, 43);
        set(field(posture, "networkAccess.allowedVpcEndpoints"), 50, 32);
        set(field(posture, "networkAccess.exemptPrincipals"), 20, 256);
        set(field(posture, "accountAccess.allowedAccounts"), 100, 12);
        set(field(posture, "accountAccess.allowedOrganizations"), 20, 40);
        set(field(spec, "bucketSelector.namePatterns"), 50, 64);
        set(field(spec, "bucketSelector.regions"), 50, 32);
        var tags = field(spec, "bucketSelector.tags");
        tags.setMaxProperties(20L);
        tags.getAdditionalProperties().getSchema().setMaxLength(256L);
        map(field(spec, "exemptions"), "facet");
        field(spec, "exemptions").setMaxItems(9L);
    }

    private static void finishStatus(JSONSchemaProps status) {
        status.setDescription("What the operator found and did. Times are UTC, to the second.");
        // Readers such as kstatus compare it with the generation: an unseen resource must never look settled.
        field(status, "observedGeneration").setDefault(LongNode.valueOf(-1));
        status.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", -1));
        map(field(status, "conditions"), "type");
        var condition = field(status, "conditions").getItems().getSchema();
        condition.setRequired(List.of("type", "status", "reason", "message", "lastTransitionTime"));
        condition.getProperties().get("lastTransitionTime").setFormat("date-time");
        // Reasons may grow: an enum here would make an older CRD reject the status of a newer operator.
        condition.getProperties().get("reason").setEnum(null);
        condition.getProperties().get("reason").setMaxLength(64L);
        map(field(status, "buckets"), "name");
        field(status, "buckets").setMaxItems((long) S3BucketPolicyStatus.MAX_BUCKETS);
        var bucket = field(status, "buckets").getItems().getSchema();
        bucket.setRequired(List.of("name"));
        map(field(bucket, "facets"), "name");
        field(bucket, "facets").getItems().getSchema().setRequired(List.of("name", "state"));
        field(status, "lastCheckTime").setFormat("date-time");
    }

    /** The generator finds a rule on a record's field and once more on its accessor; server-side apply refuses twins. */
    private static void withoutDuplicateRules(JSONSchemaProps schema) {
        if (schema.getXKubernetesValidations() != null) {
            schema.setXKubernetesValidations(new ArrayList<>(new LinkedHashSet<>(schema.getXKubernetesValidations())));
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(CrdFile::withoutDuplicateRules);
        }
        if (schema.getItems() != null) {
            withoutDuplicateRules(schema.getItems().getSchema());
        }
    }

    private static JSONSchemaProps field(JSONSchemaProps schema, String path) {
        var at = schema;
        for (var name : path.split("\\.", -1)) {
            at = at.getProperties().get(name);
            if (at == null) {
                throw new IllegalStateException("the schema has no " + path);
            }
        }
        return at;
    }

    private static void set(JSONSchemaProps list, long maxItems, long maxLength) {
        list.setXKubernetesListType("set");
        list.setMaxItems(maxItems);
        list.getItems().getSchema().setMaxLength(maxLength);
    }

    private static void map(JSONSchemaProps list, String key) {
        list.setXKubernetesListType("map");
        list.setXKubernetesListMapKeys(List.of(key));
    }

    private static List<CustomResourceColumnDefinition> columns() {
        return List.of(
                column("Target", "string", ".status.target", 0),
                column("Mode", "string", ".spec.mode", 0),
                column("Ready", "string", ".status.conditions[?(@.type==\"Ready\")].status", 0),
                column("Compliant", "string", ".status.conditions[?(@.type==\"Compliant\")].status", 0),
                column("Drift", "integer", ".status.summary.drifts", 0),
                column("Last-Check", "date", ".status.lastCheckTime", 0),
                column("Age", "date", ".metadata.creationTimestamp", 0),
                column("Reason", "string", ".status.conditions[?(@.type==\"Compliant\")].reason", 1),
                column("Message", "string", ".status.conditions[?(@.type==\"Compliant\")].message", 1));
    }

    private static CustomResourceColumnDefinition column(String name, String type, String path, int priority) {
        var column = new CustomResourceColumnDefinition();
        column.setName(name);
        column.setType(type);
        column.setJsonPath(path);
        // The API server leaves a zero out, and a zero written here would be a difference at every apply.
        column.setPriority(priority == 0 ? null : priority);
        return column;
    }
}
