package io.bucketwarden.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Copies in the folder of the chart, which can read nothing else. */
final class ChartFiles {

    static final Path FOLDER = Path.of("helm/bucketwarden/files");
    private static final Map<Path, Path> COPIES = Map.of(
            Path.of("config/alerts/bucketwarden.yaml"), FOLDER.resolve("alerts.yaml"),
            Path.of("config/first-look.yaml"), FOLDER.resolve("first-look.yaml"),
            Path.of("config/dashboards/bucketwarden.json"), FOLDER.resolve("dashboard.json"));

    private ChartFiles() {}

    /**
     * Contents by path.
     *
     * @param generated whatever else is generated; what is copied of it is taken from there
     */
    static Map<Path, String> of(Map<Path, String> generated) throws IOException {
        var files = new TreeMap<Path, String>();
        for (var crd : CrdFile.ALL) {
            files.put(FOLDER.resolve(crd.path()), generated.get(crd.path()));
        }
        for (var copy : COPIES.entrySet()) {
            var original = copy.getKey();
            files.put(
                    copy.getValue(),
                    generated.containsKey(original) ? generated.get(original) : Files.readString(original));
        }
        return files;
    }
}
