package io.bucketwarden.command.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.command.report.ReportPictures.Picture;
import io.bucketwarden.report.Scope;
import io.bucketwarden.servers.Chromium;
import io.bucketwarden.servers.Difference;
import io.bucketwarden.servers.Legibility;
import io.bucketwarden.servers.Tab;
import io.bucketwarden.servers.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The report as a browser shows it. */
class ReportIT {

    /** The share of pixels that may differ from the kept picture. */
    private static final double TOLERANCE = 0.001;

    private static final Scope ALL = new Scope(null, null);

    @TempDir
    private static Path browser;

    private static Chromium chromium;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        Assumptions.assumeFalse(Chromium.isLeftOut(), "BUCKETWARDEN_WITHOUT_CHROMIUM");
        chromium = Chromium.start(browser);
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    static Stream<Picture> pictures() {
        return ReportPictures.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void it_looks_as_it_did(Picture picture) throws Exception {
        var with = Files.readString(ReportPictures.MADE_WITH).strip();
        Assumptions.assumeTrue(
                chromium.version().equals(with),
                "The pictures were made with Chromium " + with + " and this is " + chromium.version()
                        + ", which may draw letters otherwise. To compare, check out what is known to be good, run make"
                        + " pictures, and go on from there.");
        var now = ReportPictures.take(picture, chromium, folder);
        var difference = Difference.between(ImageIO.read(picture.file().toFile()), now);

        if (difference > TOLERANCE) {
            var seen = Files.createDirectories(Path.of("target/report"))
                    .resolve(picture.file().getFileName());
            ImageIO.write(now, "png", seen.toFile());
            assertThat(difference)
                    .as("%s is what it looks like now. Where that is as it should be: make pictures", seen)
                    .isLessThanOrEqualTo(TOLERANCE);
        }
    }

    @Test
    void nothing_is_asked_of_the_network_and_the_browser_complains_of_nothing() throws Exception {
        try (var tab = open(ReportPictures.html(ALL), View.DESKTOP)) {
            assertThat(tab.requests()).singleElement().asString().startsWith("file:");
            assertThat(tab.complaints()).isEmpty();
            assertThat(tab.evaluate("document.scripts.length + document.images.length")
                            .asInt())
                    .isZero();
        }
    }

    /** What would be asked for if the page did not forbid it: the test above must be able to fail. */
    @Test
    void what_somebody_smuggles_in_is_not_asked_for() throws Exception {
        var smuggled = ReportPictures.html(ALL)
                .replace(
                        "</main>",
                        "<img src=\"http://127.0.0.1:9/spy\"><script>document.title = 'run'</script></main>");
        try (var tab = open(smuggled, View.DESKTOP)) {
            assertThat(tab.complaints())
                    .anySatisfy(complaint -> assertThat(complaint).contains("Content Security Policy"));
            assertThat(tab.evaluate("document.title").asText()).startsWith("All buckets");
        }
    }

    @Test
    void nothing_sticks_out_of_the_page_however_narrow_it_is() throws Exception {
        for (var scope : List.of(ALL, new Scope("acme-invoices", null), new Scope("acme-website", null))) {
            try (var tab = open(ReportPictures.html(scope), View.DESKTOP)) {
                tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");
                for (var width : List.of(320, 360, 768, 1280, 1920)) {
                    tab.look(new View(width, false));
                    assertThat(tab.evaluate(Legibility.OVERFLOW).asInt())
                            .as("%s at %d", scope, width)
                            .isZero();
                }
            }
        }
    }

    @Test
    void what_strangers_wrote_neither_runs_nor_breaks_the_page() throws Exception {
        var long1 = "x".repeat(1500);
        var hostile = ReportPictures.html(ALL)
                .replace("assumed-role/deploy", "assumed-role/&lt;script&gt;document.title=1&lt;/script&gt;" + long1);
        try (var tab = open(hostile, View.NARROW)) {
            assertThat(tab.evaluate(Legibility.OVERFLOW).asInt()).isZero();
            assertThat(tab.evaluate("document.scripts.length").asInt()).isZero();
            assertThat(tab.evaluate("document.body.innerText").asText()).contains("<script>document.title=1");
        }
    }

    @Test
    void every_text_stands_out_in_light_and_dark() throws Exception {
        for (var view : List.of(View.DESKTOP, View.DARK)) {
            try (var tab = open(ReportPictures.html(ALL), view)) {
                tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");
                assertThat(tab.evaluate(Legibility.FAINT)).as("%s", view).isEmpty();
            }
        }
    }

    @Test
    void who_does_not_see_it_finds_headings_headers_and_words_for_pictures() throws Exception {
        try (var tab = open(ReportPictures.html(ALL), View.DESKTOP)) {
            assertThat(count(tab, "h1")).isOne();
            assertThat(count(tab, "section > h2")).isEqualTo(5);
            assertThat(count(tab, "table")).isPositive();
            assertThat(count(tab, "table:not(:has(caption))")).isZero();
            assertThat(count(tab, "th:not([scope])")).isZero();
            assertThat(count(tab, "svg")).isPositive();
            assertThat(count(tab, "svg:not([role=img][aria-label]:has(title))")).isZero();
            assertThat(tab.evaluate("[...document.querySelectorAll('a')].filter(a =>"
                                    + " !document.querySelector(a.hash)).length")
                            .asInt())
                    .as("links that lead nowhere")
                    .isZero();
            assertThat(tab.evaluate("[...document.querySelectorAll('[id]')].length"
                                    + " - new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size")
                            .asInt())
                    .as("ids that are there twice")
                    .isZero();
        }
    }

    @Test
    void what_is_folded_up_is_printed_all_the_same() throws Exception {
        var page = ReportPictures.html(ALL);
        try (var tab = open(page, View.DESKTOP);
                var folded = open(page.replace("details::details-content", "none"), View.DESKTOP)) {
            assertThat(tab.printedPages()).isGreaterThan(folded.printedPages() + 1);
        }
    }

    private static int count(Tab tab, String selector) {
        return tab.evaluate("document.querySelectorAll('" + selector + "').length")
                .asInt();
    }

    private Tab open(String html, View view) throws IOException {
        return chromium.open(
                Files.writeString(folder.resolve("report.html"), html).toUri(), view);
    }
}
