package io.bucketwarden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bucketwarden.api.S3BucketPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The policies of a YAML or JSON file: every document of it, lists included.
 *
 * @param others resources of other kinds, which are left alone
 */
record PolicyFile(List<S3BucketPolicy> policies, int others) {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final KubernetesSerialization RESOURCES = new KubernetesSerialization();

    /**
     * Reads the file, or standard input when its name is {@code -}.
     *
     * @throws IOException with a message for people
     */
    static PolicyFile read(Path file, InputStream standardInput) throws IOException {
        var name = file.toString().equals("-") ? "standard input" : file.toString();
        if (Files.isDirectory(file)) {
            throw new IOException(name + " is a directory: name a file");
        }
        try (var input = name.equals(file.toString()) ? Files.newInputStream(file) : standardInput) {
            var policies = new ArrayList<S3BucketPolicy>();
            int others = 0;
            var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(input);
            while (documents.hasNextValue()) {
                for (var resource : resources(documents.nextValue())) {
                    if (isPolicy(resource)) {
                        policies.add(RESOURCES.unmarshal(resource.toString(), S3BucketPolicy.class));
                    } else {
                        others++;
                    }
                }
            }
            return new PolicyFile(List.copyOf(policies), others);
        } catch (NoSuchFileException e) {
            throw new IOException(name + ": no such file", e);
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw new IOException(
                    name + (where == null ? "" : ", line " + where.getLineNr() + ", column " + where.getColumnNr())
                            + ": not YAML: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        } catch (IOException e) {
            throw new IOException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<JsonNode> resources(JsonNode document) {
        var resources = new ArrayList<JsonNode>();
        if (document.path("kind").asText().equals("List")) {
            document.path("items").forEach(resources::add);
        } else if (!document.isNull() && !document.isMissingNode()) {
            resources.add(document);
        }
        return resources;
    }

    private static boolean isPolicy(JsonNode resource) {
        return resource.path("kind").asText().equals("S3BucketPolicy")
                && resource.path("apiVersion").asText().startsWith(S3BucketPolicy.GROUP + "/");
    }
}
