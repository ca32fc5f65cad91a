package io.bucketwarden.command;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.bucketwarden.api.S3BucketPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The policies of a file of YAML or JSON documents, in order.
 *
 * @param grants those of this version, as they are written
 * @param others how many resources it holds that are no policies, grants included
 */
public record PolicyFile(List<S3BucketPolicy> policies, List<Map<?, ?>> grants, int others) {

    /** Why a file cannot be used, for people. */
    public static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        public Unusable(String message) {
            super(message);
        }
    }

    private static final String KIND = "S3BucketPolicy";
    private static final String GRANT = "S3BucketGrant";
    private static final String API_VERSION = S3BucketPolicy.GROUP + "/" + S3BucketPolicy.VERSION;

    /** Reads the file, or standard input for {@code -}. */
    public static PolicyFile read(Path file) throws Unusable {
        return read(List.of(file));
    }

    /** Reads several as one. */
    public static PolicyFile read(List<Path> files) throws Unusable {
        var read = new ArrayList<ManifestFile>();
        for (var file : files) {
            read.add(ManifestFile.read(file));
        }
        return of(read);
    }

    public static PolicyFile parse(String text, String name) throws Unusable {
        return of(List.of(ManifestFile.parse(text, name)));
    }

    private static PolicyFile of(List<ManifestFile> files) throws Unusable {
        var policies = new ArrayList<S3BucketPolicy>();
        var grants = new ArrayList<Map<?, ?>>();
        var others = 0;
        for (var file : files) {
            var documents = file.documents();
            for (var i = 0; i < documents.size(); i++) {
                if (documents.get(i) != null) {
                    others += collect(documents.get(i), file.name() + ", document " + (i + 1), policies, grants);
                }
            }
        }
        if (policies.isEmpty()) {
            var names = files.stream().map(ManifestFile::name).collect(Collectors.joining(", "));
            throw new Unusable(names + (files.size() == 1 ? " holds no " : " hold no ") + KIND + " of " + API_VERSION
                    + (others == 0 ? "" : ", only " + others + " of other kinds"));
        }
        return new PolicyFile(List.copyOf(policies), List.copyOf(grants), others);
    }

    /** Takes what is a policy, looks into lists, and counts the rest. */
    private static int collect(
            @Nullable Object document, String where, List<S3BucketPolicy> policies, List<Map<?, ?>> grants)
            throws Unusable {
        if (!(document instanceof Map<?, ?> resource) || !(resource.get("kind") instanceof String kind)) {
            throw new Unusable(where + " is not a Kubernetes resource: it has no kind");
        }
        var apiVersion = String.valueOf(resource.get("apiVersion"));
        var ours = apiVersion.startsWith(S3BucketPolicy.GROUP + "/");
        if ((kind.equals("List") || (ours && (kind.equals(KIND + "List") || kind.equals(GRANT + "List"))))
                && resource.get("items") instanceof List<?> items) {
            var others = 0;
            for (var i = 0; i < items.size(); i++) {
                others += collect(items.get(i), where + ", items[" + i + "]", policies, grants);
            }
            return others;
        }
        if (!kind.equals(KIND)) {
            if (kind.equals(GRANT) && apiVersion.equals(API_VERSION)) {
                grants.add(resource);
            }
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
