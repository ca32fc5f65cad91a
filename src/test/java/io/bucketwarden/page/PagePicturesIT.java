package io.bucketwarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.page.PagePictures.Picture;
import io.bucketwarden.servers.Chromium;
import io.bucketwarden.servers.Difference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page looks as it did when its pictures were made. */
class PagePicturesIT {

    /** The share of pixels that may differ from the kept picture. */
    private static final double TOLERANCE = 0.001;

    @TempDir
    private static Path folder;

    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeFalse(Chromium.isLeftOut(), "BUCKETWARDEN_WITHOUT_CHROMIUM");
        chromium = Chromium.start(folder);
        Assumptions.assumeTrue(
                chromium.version()
                        .equals(Files.readString(PagePictures.MADE_WITH).strip()),
                "The pictures were made with another Chromium, which may draw letters otherwise.");
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    static Stream<Picture> pictures() {
        return PagePictures.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void it_looks_as_it_did(Picture picture) throws Exception {
        var now = PagePictures.take(picture, chromium);
        var difference = Difference.between(ImageIO.read(picture.file().toFile()), now);

        if (difference > TOLERANCE) {
            var seen = Files.createDirectories(Path.of("target/page"))
                    .resolve(picture.file().getFileName());
            ImageIO.write(now, "png", seen.toFile());
            assertThat(difference)
                    .as("%s is what it looks like now. Where that is as it should be: make pictures", seen)
                    .isLessThanOrEqualTo(TOLERANCE);
        }
    }
}
