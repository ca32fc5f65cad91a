package io.bucketwarden;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bucketwarden.api.S3BucketPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The policies of a file of YAML or JSON documents, in order, and how many other resources it holds. */
record PolicyFile(List<S3BucketPolicy> policies, int others) {

    /** Why a file cannot be used, for people. */
    static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    private static final String STANDARD_INPUT = "-";
    private static final String KIND = "S3BucketPolicy";
    private static final String API_VERSION = S3BucketPolicy.GROUP + "/" + S3BucketPolicy.VERSION;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Reads the file, or standard input for {@code -}. */
    static PolicyFile read(Path file) throws Unusable {
        var name = file.toString().equals(STANDARD_INPUT) ? "standard input" : file.toString();
        try {
            return parse(text(file), name);
        } catch (NoSuchFileException e) {
            throw new Unusable(name + ": no such file");
        } catch (AccessDeniedException e) {
            throw new Unusable(name + ": you may not read it");
        } catch (CharacterCodingException e) {
            throw new Unusable(name + " is not text in UTF-8");
        } catch (IOException e) {
            throw new Unusable(name + " cannot be read: " + e.getMessage());
        }
    }

    static PolicyFile parse(String text, String name) throws Unusable {
        var policies = new ArrayList<S3BucketPolicy>();
        var others = 0;
        var documents = documents(text, name);
        for (var i = 0; i < documents.size(); i++) {
            if (documents.get(i) != null) {
                others += collect(documents.get(i), name + ", document " + (i + 1), policies);
            }
        }
        if (policies.isEmpty()) {
            throw new Unusable(name + " holds no " + KIND + " of " + API_VERSION
                    + (others == 0 ? "" : ", only " + others + " of other kinds"));
        }
        return new PolicyFile(List.copyOf(policies), others);
    }

    private static String text(Path file) throws IOException, Unusable {
        if (file.toString().equals(STANDARD_INPUT)) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (Files.isDirectory(file)) {
            throw new Unusable(file + " is a directory: name a file");
        }
        return Files.readString(file);
    }

    /** JSON is YAML, but for tabs at the start of a line. */
    private static List<@Nullable Object> documents(String text, String name) throws Unusable {
        var documents = new ArrayList<@Nullable Object>();
        try {
            if (text.stripLeading().startsWith("{") && text.contains("\n\t")) {
                documents.addAll(JSON.readerFor(Object.class).readValues(text).readAll());
            } else {
                new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(documents::add);
            }
            return documents;
        } catch (MarkedYamlEngineException e) {
            var where = e.getProblemMark()
                    .map(mark -> " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                    .orElse("");
            throw new Unusable(name + " is not YAML" + where + ": " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new Unusable(name + " is not YAML: " + e.getMessage());
        } catch (JsonProcessingException e) {
            throw new Unusable(name + " is not JSON at line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Unusable(name + " cannot be read: " + e.getMessage());
        }
    }

    /** Takes what is a policy, looks into lists, and counts the rest. */
    private static int collect(@Nullable Object document, String where, List<S3BucketPolicy> policies) throws Unusable {
        if (!(document instanceof Map<?, ?> resource) || !(resource.get("kind") instanceof String kind)) {
            throw new Unusable(where + " is not a Kubernetes resource: it has no kind");
        }
        var apiVersion = String.valueOf(resource.get("apiVersion"));
        var ours = apiVersion.startsWith(S3BucketPolicy.GROUP + "/");
        if ((kind.equals("List") || (ours && kind.equals(KIND + "List")))
                && resource.get("items") instanceof List<?> items) {
            var others = 0;
            for (var i = 0; i < items.size(); i++) {
                others += collect(items.get(i), where + ", items[" + i + "]", policies);
            }
            return others;
        }
        if (!kind.equals(KIND)) {
            return 1;
        }
        if (!resource.containsKey("apiVersion")) {
            throw new Unusable(where + " has no apiVersion: write apiVersion: " + API_VERSION);
        }
        if (!ours) {
            return 1;
        }
        if (!apiVersion.equals(API_VERSION)) {
            throw new Unusable(
                    where + ": this version of bucketwarden does not know " + apiVersion + "; write " + API_VERSION);
        }
        policies.add(policy(resource, where));
        return 0;
    }

    private static S3BucketPolicy policy(Map<?, ?> resource, String where) throws Unusable {
        try {
            return new KubernetesSerialization().convertValue(resource, S3BucketPolicy.class);
        } catch (IllegalArgumentException e) {
            var path = e.getCause() instanceof JsonMappingException mapping
                    ? mapping.getPath().stream()
                            .map(part -> String.valueOf(part.getFieldName()))
                            .collect(Collectors.joining("."))
                    : "it";
            throw new Unusable(where + ": " + path + " cannot be understood");
        }
    }
}
