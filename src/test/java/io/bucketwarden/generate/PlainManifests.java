package io.bucketwarden.generate;

import io.bucketwarden.chart.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the chart makes of its defaults, for those who use no Helm. */
final class PlainManifests {

    private static final Path OPERATOR = Path.of("config/default/operator.yaml");
    private static final Path INSTALL = Path.of("config/install.yaml");
    private static final Path TENANTS = Path.of("config/rbac/tenant-role.yaml");

    static final List<Path> ALL = List.of(OPERATOR, INSTALL, TENANTS);

    private static final Path NAMESPACE = Path.of("config/default/namespace.yaml");

    private PlainManifests() {}

    /**
     * Contents by path; none where there is no Helm to render them.
     *
     * @param generated whatever else is generated; the chart is rendered with it
     */
    static Map<Path, String> of(Map<Path, String> generated) throws IOException {
        var files = new TreeMap<Path, String>();
        if (!Chart.isRenderable()) {
            return files;
        }
        var chart = new Chart(copy(generated), "bucketwarden", "bucketwarden");
        var operator = written(chart.render("crds: {enabled: false}"));
        files.put(OPERATOR, """
                # What runs the operator. Generated from helm/bucketwarden by `make generate`.
                """ + operator);
        files.put(
                INSTALL,
                """
                # Everything at once: kubectl apply -f config/install.yaml, with the image set to yours.
                # Generated from helm/bucketwarden by `make generate`.
                """
                        + written(List.of(Files.readString(NAMESPACE).strip()))
                        + CrdFile.ALL.stream()
                                .map(crd -> generated.get(crd.path()).replaceFirst("^#.*\\R", ""))
                                .map(crd -> written(List.of(crd.strip())))
                                .collect(Collectors.joining())
                        + operator);
        files.put(
                TENANTS,
                """
                # For the teams in their namespaces. Not installed with the operator, because of the labels: once this is applied, whoever
                # is admin or edit of any namespace may write policies there, and whoever is view of it may read them; nothing is to be
                # bound. A policy reaches as far as the operator's own AWS identity unless the operator requires grants. So apply it
                # only where grants are required; or drop the labels, and bind the roles yourself in the namespaces that you choose.
                # Generated from helm/bucketwarden by `make generate`; with Helm it is tenantRoles.
                """
                        + written(
                                chart.render("{crds: {enabled: false}, tenantRoles: {view: true, edit: true}}").stream()
                                        .filter(manifest -> manifest.contains("aggregate-to-"))
                                        .toList()));
        return files;
    }

    /** Without what would say that Helm looks after it. */
    private static String written(List<String> manifests) {
        return manifests.stream()
                .map(manifest -> manifest.replaceAll("\\R +(helm\\.sh/chart|app\\.kubernetes\\.io/managed-by): .*", ""))
                .map(manifest -> "---\n" + manifest + "\n")
                .collect(Collectors.joining());
    }

    /** The chart as it will be once all is written, in a folder of its own. */
    private static Path copy(Map<Path, String> generated) throws IOException {
        var folder = Files.createTempDirectory("chart");
        try (var files = Files.walk(Chart.SOURCE)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                write(folder.resolve(Chart.SOURCE.relativize(file)), Files.readString(file));
            }
        }
        for (var file : generated.entrySet()) {
            if (file.getKey().startsWith(Chart.SOURCE)) {
                write(folder.resolve(Chart.SOURCE.relativize(file.getKey())), file.getValue());
            }
        }
        return folder;
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
