package io.bucketwarden.generate;

import io.bucketwarden.api.S3BucketPolicy;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A custom resource definition, from the records and from what annotations cannot say. */
record CrdFile(
        Class<? extends CustomResource<?, ?>> kind,
        String description,
        List<CustomResourceColumnDefinition> columns,
        Consumer<Schema> finish) {

    static final List<CrdFile> ALL = List.of(PolicyCrd.FILE, GrantCrd.FILE, AccessCrd.FILE);

    Path path() {
        return Path.of("crds", crdName() + "-v1.yaml");
    }

    String render() throws IOException {
        var folder = Files.createTempDirectory("crd");
        var files = new CRDGenerator()
                .withParallelGenerationEnabled(false)
                .withPostProcessor(new CRDPostProcessor() {
                    @Override
                    public HasMetadata process(HasMetadata crd, String version) {
                        return finished((CustomResourceDefinition) crd);
                    }
                })
                .customResourceClasses(kind)
                .forCRDVersions("v1")
                .inOutputDir(folder.toFile())
                .detailedGenerate();
        return Files.readString(Path.of(files.getCRDInfos(crdName()).get("v1").getFilePath()));
    }

    static CustomResourceColumnDefinition column(String name, String type, String path, int priority) {
        var column = new CustomResourceColumnDefinition();
        column.setName(name);
        column.setType(type);
        column.setJsonPath(path);
        // The API server leaves a zero out, and a zero written here would be a difference at every apply.
        column.setPriority(priority == 0 ? null : priority);
        return column;
    }

    private String crdName() {
        return HasMetadata.getPlural(kind) + "." + S3BucketPolicy.GROUP;
    }

    private CustomResourceDefinition finished(CustomResourceDefinition crd) {
        crd.getSpec().getNames().setCategories(List.of("bucketwarden"));
        var version = crd.getSpec().getVersions().getFirst();
        version.setAdditionalPrinterColumns(columns);
        var root = new Schema(version.getSchema().getOpenAPIV3Schema());
        root.require("spec");
        root.describe(description);
        finish.accept(root);
        root.dropDuplicateRules();
        return crd;
    }
}
