package io.bucketwarden.gitops;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** How Flux judges a resource: by the {@code healthCheckExprs} of a Kustomization, in their order, or else as kstatus does. */
public final class Flux {

    public enum Status {
        Current,
        InProgress,
        Failed
    }

    private static final CelOptions OPTIONS = CelOptions.current().build();
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelOptionalLibrary.INSTANCE)
            .addVar("apiVersion", SimpleType.DYN)
            .addVar("kind", SimpleType.DYN)
            .addVar("metadata", SimpleType.DYN)
            .addVar("spec", SimpleType.DYN)
            .addVar("status", SimpleType.DYN)
            .build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelOptionalLibrary.INSTANCE)
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private Flux() {}

    /** The expressions for policies of the Kustomization with that name in the file. */
    public static JsonNode expressions(Path file, String kustomization) {
        try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            while (documents.hasNext()) {
                var document = documents.next();
                if (document.at("/metadata/name").asText().equals(kustomization)) {
                    for (var expressions : document.at("/spec/healthCheckExprs")) {
                        if (expressions.path("kind").asText().equals("S3BucketPolicy")) {
                            return expressions;
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("No expressions of " + kustomization + " in " + file);
    }

    /** What the expressions make of a resource. */
    public static Status status(JsonNode expressions, JsonNode resource) {
        if (isOfOldGeneration(resource) || isTrue(expressions.path("inProgress"), resource)) {
            return Status.InProgress;
        }
        if (isTrue(expressions.path("failed"), resource)) {
            return Status.Failed;
        }
        return isTrue(expressions.path("current"), resource) ? Status.Current : Status.InProgress;
    }

    /** What kstatus makes of it, which Flux, Helm and kpt ask where there are no expressions. */
    public static Status kstatus(JsonNode resource) {
        var conditions = resource.at("/status/conditions");
        if (isOfOldGeneration(resource) || holds(conditions, "Reconciling")) {
            return Status.InProgress;
        }
        if (holds(conditions, "Stalled")) {
            return Status.Failed;
        }
        return conditions.isEmpty() || holds(conditions, "Ready") ? Status.Current : Status.InProgress;
    }

    private static boolean holds(JsonNode conditions, String type) {
        for (var condition : conditions) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    private static boolean isOfOldGeneration(JsonNode resource) {
        var observed = resource.at("/status/observedGeneration");
        return !observed.isMissingNode()
                && observed.asLong() != resource.at("/metadata/generation").asLong();
    }

    private static boolean isTrue(JsonNode expression, JsonNode resource) {
        if (expression.isMissingNode()) {
            return false;
        }
        try {
            var compiled = COMPILER.compile(expression.asText()).getAst();
            return Boolean.TRUE.equals(RUNTIME.createProgram(compiled).eval(JSON.convertValue(resource, OBJECT)));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException(expression.asText(), e);
        }
    }
}
