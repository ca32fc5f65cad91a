package io.bucketwarden.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The scripts for Argo CD as the patch of its ConfigMap with which a user installs them. */
final class ArgoConfig {

    private static final Path SCRIPTS = Path.of("config/argocd/resource_customizations/bucketwarden.io");
    private static final Path STRICT = Path.of("config/argocd/strict/bucketwarden.io");
    private static final List<String> KINDS = List.of("S3BucketAccess", "S3BucketGrant", "S3BucketPolicy");
    private static final List<String> ACTIONS = List.of("reconcile", "pause", "resume");

    private ArgoConfig() {}

    static Map<Path, String> files() throws IOException {
        var files = new TreeMap<Path, String>();
        files.put(
                Path.of("config/argocd/argocd-cm-patch.yaml"),
                patch("Health and actions of the resources, for", "argocd-cm-patch.yaml", SCRIPTS));
        files.put(
                Path.of("config/argocd/argocd-cm-strict-patch.yaml"),
                patch("The same, with drift taken for a failure, for", "argocd-cm-strict-patch.yaml", STRICT));
        return files;
    }

    private static String patch(String what, String name, Path policies) throws IOException {
        var yaml = new StringBuilder("# Generated from the Lua files beside this one by make generate.\n# ")
                .append(what)
                .append(
                        " Argo CD's own ConfigMap:\n# kubectl patch configmap argocd-cm -n argocd --patch-file config/argocd/")
                .append(name)
                .append("\ndata:\n");
        for (var kind : KINDS) {
            var folder = (kind.equals("S3BucketPolicy") ? policies : SCRIPTS).resolve(kind);
            yaml.append("  resource.customizations.health.bucketwarden.io_" + kind + ": |\n");
            yaml.append(script(folder.resolve("health.lua"), 4));
            var actions = SCRIPTS.resolve(kind).resolve("actions");
            if (Files.exists(actions)) {
                yaml.append("  resource.customizations.actions.bucketwarden.io_" + kind + ": |\n");
                yaml.append("    discovery.lua: |\n").append(script(actions.resolve("discovery.lua"), 6));
                yaml.append("    definitions:\n");
                for (var action : ACTIONS) {
                    yaml.append("    - name: " + action + "\n      action.lua: |\n");
                    yaml.append(script(actions.resolve(action).resolve("action.lua"), 8));
                }
            }
        }
        return yaml.toString();
    }

    private static String script(Path file, int indent) throws IOException {
        var text = new StringBuilder();
        for (var line : Files.readAllLines(file)) {
            text.append(line.isEmpty() ? "" : " ".repeat(indent) + line).append('\n');
        }
        return text.toString();
    }
}
