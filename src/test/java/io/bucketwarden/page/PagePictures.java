package io.bucketwarden.page;

import io.bucketwarden.servers.Chromium;
import io.bucketwarden.servers.View;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** The pictures that are kept of the page: for its test, and one for the documentation. */
public final class PagePictures {

    private static final Path FOLDER = Path.of("src/test/resources/page");

    /** The version of the browser with which they were made. */
    static final Path MADE_WITH = FOLDER.resolve("made-with.txt");

    /** @param height 0 for the whole page */
    record Picture(Path file, String path, View view, int height, double scale) {}

    static final List<Picture> ALL = List.of(
            new Picture(
                    FOLDER.resolve("bucket.png"),
                    "/bucket?name=acme-exports&account=111122223333",
                    View.DESKTOP,
                    0,
                    0.5),
            new Picture(FOLDER.resolve("fleet-dark-narrow.png"), "/", new View(360, true), 0, 0.5),
            new Picture(Path.of("docs/pictures/page.png"), "/", View.DESKTOP, 0, 1));

    private PagePictures() {}

    /** Makes them anew. */
    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory("page-pictures");
        Files.createDirectories(FOLDER);
        try (var chromium = Chromium.start(folder)) {
            for (var picture : ALL) {
                ImageIO.write(take(picture, chromium), "png", picture.file().toFile());
                System.out.println("wrote " + picture.file());
            }
            Files.writeString(MADE_WITH, chromium.version() + "\n");
        }
    }

    static BufferedImage take(Picture picture, Chromium chromium) throws Exception {
        try (var browsing = Browsing.still(Fleets.some());
                var tab = chromium.open(browsing.address("/sign-in"), picture.view())) {
            var cookie = browsing.signedIn("everything").split("=", 2);
            tab.cookie(browsing.address("/"), cookie[0], cookie[1]);
            tab.go(browsing.address(picture.path()));
            return tab.picture(picture.height(), picture.scale());
        }
    }
}
