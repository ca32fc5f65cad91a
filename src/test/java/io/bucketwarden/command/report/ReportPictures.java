package io.bucketwarden.command.report;

import io.bucketwarden.command.ManifestFile;
import io.bucketwarden.command.PolicyFile;
import io.bucketwarden.report.Report;
import io.bucketwarden.report.Scope;
import io.bucketwarden.servers.Chromium;
import io.bucketwarden.servers.View;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** The pictures that are kept of the report: for its test, and one for the documentation. */
public final class ReportPictures {

    static final Path FOLDER = Path.of("src/test/resources/report");

    /** The version of the browser with which they were made. */
    static final Path MADE_WITH = FOLDER.resolve("made-with.txt");

    static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private static final double HALF = 0.5;

    /** @param height 0 for the whole page */
    record Picture(Path file, @Nullable String bucket, View view, int height, double scale) {}

    static final List<Picture> ALL = List.of(
            new Picture(FOLDER.resolve("fleet.png"), null, View.DESKTOP, 0, HALF),
            new Picture(FOLDER.resolve("fleet-dark.png"), null, View.DARK, 0, HALF),
            new Picture(FOLDER.resolve("fleet-narrow.png"), null, View.NARROW, 0, HALF),
            new Picture(FOLDER.resolve("bucket.png"), "acme-invoices", View.DESKTOP, 0, HALF),
            new Picture(Path.of("docs/pictures/report.png"), null, View.DESKTOP, 1180, 1));

    private ReportPictures() {}

    /** Makes them anew. */
    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory("report-pictures");
        try (var chromium = Chromium.start(folder)) {
            for (var picture : ALL) {
                ImageIO.write(
                        take(picture, chromium, folder), "png", picture.file().toFile());
                System.out.println("wrote " + picture.file());
            }
            Files.writeString(MADE_WITH, chromium.version() + "\n");
        }
    }

    static BufferedImage take(Picture picture, Chromium chromium, Path folder) throws Exception {
        var page = Files.writeString(folder.resolve("report.html"), html(new Scope(picture.bucket(), null)));
        try (var tab = chromium.open(page.toUri(), picture.view())) {
            return tab.picture(picture.height(), picture.scale());
        }
    }

    /** The report of the fleet that is kept beside the pictures. */
    static String html(Scope scope) throws PolicyFile.Unusable, IOException {
        return html("fleet.yaml", scope);
    }

    static String html(String file, Scope scope) throws PolicyFile.Unusable, IOException {
        var resources = new ReportResources();
        resources.addAll(ManifestFile.parse(Files.readString(FOLDER.resolve(file)), file));
        return Report.of(
                        resources.policies(),
                        resources.accesses(),
                        scope,
                        "the cluster https://kubernetes.example:6443, all namespaces",
                        resources.gaps(),
                        NOW)
                .html();
    }
}
