package io.bucketwarden.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bucketwarden.servers.Lua;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What Argo CD does with the scripts of a resource. */
public final class ArgoCd {

    /** In the layout in which Argo CD takes contributions. */
    public static final Path SCRIPTS = Path.of("config/argocd/resource_customizations/bucketwarden.io");

    /** Scripts for those who take drift for a failure. */
    public static final Path STRICT = Path.of("config/argocd/strict/bucketwarden.io");

    private static final Set<String> STATES =
            Set.of("Unknown", "Progressing", "Suspended", "Healthy", "Degraded", "Missing");
    private static final YAMLMapper YAML = new YAMLMapper();

    private ArgoCd() {}

    /** As Argo CD shows it. */
    public record Health(String status, String message) {}

    /** What the script of the folder of a kind makes of a resource. */
    public static Health health(Path kind, JsonNode resource) {
        var told = Lua.run(read(kind.resolve("health.lua")), resource);
        if (!STATES.contains(told.path("status").asText())) {
            throw new IllegalStateException("No health: " + told);
        }
        return new Health(told.path("status").asText(), told.path("message").asText());
    }

    /** Which actions are offered, and whether each is disabled. */
    public static Map<String, Boolean> actions(Path kind, JsonNode resource) {
        var offered = new TreeMap<String, Boolean>();
        Lua.run(read(kind.resolve("actions/discovery.lua")), resource)
                .properties()
                .forEach(action -> offered.put(
                        action.getKey(), action.getValue().path("disabled").asBoolean()));
        return offered;
    }

    /** The resource as an action wants it. */
    public static JsonNode act(Path kind, String action, JsonNode resource) {
        var wanted = Lua.run(read(kind.resolve("actions").resolve(action).resolve("action.lua")), resource);
        return repaired(wanted, resource);
    }

    /** Where a script returns an empty list and there was an object, Argo CD takes what there was. */
    private static JsonNode repaired(JsonNode wanted, JsonNode was) {
        if (wanted instanceof ObjectNode object && was.isObject()) {
            object.properties().forEach(field -> {
                if (was.has(field.getKey())) {
                    field.setValue(repaired(field.getValue(), was.get(field.getKey())));
                }
            });
        } else if (wanted instanceof ArrayNode list) {
            if (was.isObject() && list.isEmpty()) {
                return was;
            }
            for (int i = 0; i < list.size() && i < was.size(); i++) {
                list.set(i, repaired(list.get(i), was.get(i)));
            }
        }
        return wanted;
    }

    /** The JSON merge patch that Argo CD sends for what an action has changed. */
    public static ObjectNode mergePatch(JsonNode was, JsonNode wanted) {
        var patch = JsonNodeFactory.instance.objectNode();
        var names = new HashSet<String>();
        was.fieldNames().forEachRemaining(names::add);
        wanted.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            var before = was.get(name);
            var after = wanted.get(name);
            if (after == null) {
                patch.putNull(name);
            } else if (before != null && before.isObject() && after.isObject()) {
                var nested = mergePatch(before, after);
                if (!nested.isEmpty()) {
                    patch.set(name, nested);
                }
            } else if (!after.equals(before)) {
                patch.set(name, after);
            }
        }
        return patch;
    }

    static JsonNode yaml(Path file) {
        return parse(read(file));
    }

    static JsonNode parse(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of that name, in order. */
    static List<Path> all(String name) {
        try (var files = Files.walk(Path.of("config/argocd"))) {
            return files.filter(file -> file.endsWith(name)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
