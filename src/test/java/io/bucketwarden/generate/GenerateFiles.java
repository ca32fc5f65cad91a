package io.bucketwarden.generate;

import io.bucketwarden.command.SettingsTable;
import io.bucketwarden.release.Licences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes every generated file. */
public final class GenerateFiles {

    /** What Helm makes: on another platform than its library is for, these are left as they are. */
    public static final List<Path> OF_HELM = PlainManifests.ALL;

    /** Folders in which every file is generated. */
    private static final List<Path> WHOLE = Stream.concat(
                    ArgoTestData.FOLDERS.stream(),
                    Stream.of(ChartFiles.FOLDER, Path.of("config/dashboards"), Path.of("config/iam")))
            .toList();

    private GenerateFiles() {}

    public static void main(String[] args) throws IOException {
        var all = all();
        for (var stray : strays(all.keySet())) {
            Files.delete(stray);
            System.out.println("removed " + stray);
        }
        OF_HELM.stream()
                .filter(file -> !all.containsKey(file))
                .forEach(file -> System.out.println("left " + file + ": there is no Helm here to render it"));
        for (var file : all.entrySet()) {
            if (file.getKey().getParent() != null) {
                Files.createDirectories(file.getKey().getParent());
            }
            Files.writeString(file.getKey(), file.getValue());
            System.out.println("wrote " + file.getKey());
        }
        var licences = Licences.page();
        if (licences.isPresent()) {
            Files.writeString(Licences.FILE, licences.get());
        }
        System.out.println(
                licences.isPresent()
                        ? "wrote " + Licences.FILE
                        : "left " + Licences.FILE + ": mvn cyclonedx:makeBom writes what it is made from");
    }

    /** Files that are generated no more, and are there still. */
    public static List<Path> strays(Set<Path> generated) throws IOException {
        var strays = new ArrayList<Path>();
        for (var folder : WHOLE) {
            try (var files = Files.walk(folder)) {
                files.filter(file -> Files.isRegularFile(file) && !generated.contains(file))
                        .sorted()
                        .forEach(strays::add);
            }
        }
        return strays;
    }

    /** Contents by path, as they should be. */
    public static Map<Path, String> all() throws IOException {
        var files = new TreeMap<Path, String>();
        for (var crd : CrdFile.ALL) {
            files.put(crd.path(), crd.render());
        }
        files.put(Path.of("docs/api.md"), ApiDocs.markdown());
        files.put(Path.of("docs/reasons.md"), ReasonDocs.markdown());
        files.put(ConformanceDocs.PAGE, ConformanceDocs.markdown());
        files.put(Path.of("docs/facets.md"), FacetDocs.markdown());
        files.put(Path.of("docs/metrics.md"), MetricsDocs.markdown());
        files.put(Path.of("docs/settings.md"), SettingsTable.render());
        files.put(Path.of("config/dashboards/bucketwarden.json"), Dashboard.json());
        files.putAll(IamFiles.all());
        files.putAll(ArgoConfig.files());
        files.putAll(ArgoTestData.files());
        files.put(Path.of("docs/helm-values.md"), HelmValues.markdown());
        files.putAll(ChartFiles.of(files));
        files.putAll(PlainManifests.of(files));
        return files;
    }
}
