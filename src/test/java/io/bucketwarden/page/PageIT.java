package io.bucketwarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.servers.Chromium;
import io.bucketwarden.servers.Legibility;
import io.bucketwarden.servers.Tab;
import io.bucketwarden.servers.TestCluster;
import io.bucketwarden.servers.View;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of a real operator in a real browser: a bucket that is open, one that differs, one that is not there and one
 * that is as declared. And that of ten thousand buckets, which are made up, behind the same door.
 */
class PageIT {

    private static final Accounts ACCOUNTS = Accounts.in("page-visitors");

    @TempDir
    private static Path folder;

    private static Chromium chromium;
    private static RealPage operator;
    private static PageServer large;
    private static URI page;

    @BeforeAll
    static void start() throws IOException {
        Assumptions.assumeFalse(Chromium.isLeftOut(), "BUCKETWARDEN_WITHOUT_CHROMIUM");
        ACCOUNTS.add("auditor");
        ACCOUNTS.mayListAll("auditor");
        ACCOUNTS.add("nobody");
        operator = RealPage.start(folder.resolve("operator.log"));
        page = operator.address();
        large = new PageServer(
                "127.0.0.1",
                0,
                new ClusterDoorkeeper(TestCluster.get().admin(), InstantSource.system()),
                () -> Fleets.large(10_000, InstantSource.system().instant()),
                InstantSource.system());
        chromium = Chromium.start(folder);
    }

    @AfterAll
    static void stop() {
        for (var open : new AutoCloseable[] {chromium, large, operator}) {
            try {
                if (open != null) {
                    open.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void a_person_signs_in_looks_searches_and_opens_a_bucket_with_the_keyboard_alone() throws Exception {
        var token = ACCOUNTS.token("auditor");
        try (var tab = chromium.open(page.resolve("/sign-in"), View.DESKTOP)) {
            assertThat(Reading.focus(tab)).isEqualTo("token");
            tab.type(token);
            tab.loading(() -> tab.press("Enter"));
            assertThat(Reading.text(tab, "h1")).isEqualTo("Buckets");
            assertThat(Reading.text(tab, "#verdict")).isEqualTo("1 of 4 buckets is open to the public");
            assertThat(Reading.text(tab, ".legend"))
                    .contains("1 Open to the public", "1 Differs", "1 Not known", "1 As declared");
            assertThat(Reading.text(tab, "main")).contains("Open to the public now", "Policies that need somebody");
            assertThat(Reading.text(tab, ".buckets tbody tr")).startsWith("page-open");

            tab.press("Tab");
            assertThat(Reading.focus(tab)).isEqualTo("Skip to the content");
            tab.press("/");
            assertThat(Reading.focus(tab)).isEqualTo("q");
            tab.type("facet:versioning");
            tab.loading(() -> tab.press("Enter"));
            assertThat(Reading.text(tab, "[role=status]")).isEqualTo("1 bucket of 4");

            Reading.tabTo(tab, "page-drift");
            tab.loading(() -> tab.press("Enter"));
            assertThat(Reading.text(tab, "h1")).isEqualTo("page-drift");
            assertThat(Reading.text(tab, "main"))
                    .contains(
                            "Differs", "versioning.status", "never enabled", "Enabled", RealPage.NAMESPACE + "/drift");
            assertThat(Reading.text(tab, "main")).contains("Accepted", "DriftDetected", "kubectl describe s3bp drift");

            Reading.tabTo(tab, "Sign out");
            tab.loading(() -> tab.press("Enter"));
            assertThat(Reading.text(tab, "h1")).isEqualTo("Sign in");
            assertThat(tab.complaints()).isEmpty();
            assertThat(tab.requests()).allMatch(url -> url.startsWith(page.toString()));
            tab.go(page);
            assertThat(Reading.text(tab, "h1")).as("the cookie is gone").isEqualTo("Sign in");
        }
        assertThat(operator.process().output()).doesNotContain(token, token.substring(token.lastIndexOf('.') + 1));
    }

    @Test
    void all_of_it_works_without_scripts_and_stands_out_in_light_and_dark() throws Exception {
        try (var tab = signedIn(page)) {
            for (var path : List.of("/", "/exposures", "/policies", "/bucket?name=page-open&account=123456789012")) {
                tab.go(page.resolve(path));
                assertThat(Reading.text(tab, "main")).as(path).contains("page-open");
                for (var view : List.of(View.DESKTOP, View.DARK, new View(360, true))) {
                    tab.look(view);
                    assertThat(tab.evaluate(Legibility.FAINT))
                            .as("%s %s", path, view)
                            .isEmpty();
                }
                for (var width : List.of(320, 360, 768, 1280)) {
                    tab.look(new View(width, false));
                    assertThat(tab.evaluate(Legibility.OVERFLOW).asInt())
                            .as("%s at %d", path, width)
                            .isZero();
                }
            }
            assertThat(tab.complaints()).isEmpty();
        }
    }

    @Test
    void dark_is_dark() throws Exception {
        try (var tab = signedIn(page)) {
            var light = tab.evaluate("getComputedStyle(document.body).backgroundColor")
                    .asText();
            tab.look(View.DARK);

            assertThat(light).isEqualTo("rgb(246, 247, 249)");
            assertThat(tab.evaluate("getComputedStyle(document.body).backgroundColor")
                            .asText())
                    .isEqualTo("rgb(16, 20, 27)");
        }
    }

    @Test
    void who_does_not_see_it_finds_landmarks_headers_and_an_order() throws Exception {
        try (var tab = signedIn(page)) {
            for (var path : List.of("/", "/exposures", "/policies", "/bucket?name=page-open&account=123456789012")) {
                tab.go(page.resolve(path));
                for (var one : List.of("h1", "main", "header.top", "nav[aria-label=Pages]", "footer")) {
                    assertThat(Reading.count(tab, one)).as("%s %s", path, one).isOne();
                }
                assertThat(Reading.count(tab, "table:not(:has(caption))")).isZero();
                assertThat(Reading.count(tab, "th:not([scope])")).isZero();
                assertThat(Reading.count(tab, "section:not([aria-labelledby])")).isZero();
                assertThat(Reading.count(tab, "input:not([type=hidden]):not([id]), select:not([id])"))
                        .isZero();
                assertThat(tab.evaluate("[...document.querySelectorAll('[id]')].length"
                                        + " - new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size")
                                .asInt())
                        .as("%s: ids that are there twice", path)
                        .isZero();
                assertThat(tab.evaluate("[...document.querySelectorAll('[aria-labelledby]')].filter("
                                        + "e => !document.getElementById(e.getAttribute('aria-labelledby'))).length")
                                .asInt())
                        .isZero();
            }
            tab.go(page.resolve("/?sort=bucket"));
            assertThat(Reading.text(tab, "th[aria-sort=ascending]")).isEqualTo("Bucket");
            assertThat(Reading.count(tab, "[aria-sort]")).isOne();
        }
    }

    @Test
    void what_is_smuggled_in_is_neither_run_nor_asked_for() throws Exception {
        try (var tab = chromium.open(page.resolve("/sign-in"), View.DESKTOP)) {
            tab.evaluate("""
                (() => {
                  const script = document.createElement('script'); script.textContent = 'document.title = "run"';
                  const image = document.createElement('img'); image.src = 'http://127.0.0.1:9/spy';
                  document.body.append(script, image);
                  document.body.setAttribute('style', 'display: none');
                })()\
                """);

            assertThat(tab.evaluate("document.title").asText()).startsWith("Sign in");
            assertThat(tab.evaluate("getComputedStyle(document.body).display").asText())
                    .isEqualTo("block");
            Awaitility.await().untilAsserted(() -> {
                tab.evaluate("1");
                assertThat(tab.complaints().toString()).contains("script-src", "img-src", "style-src");
            });
        }
    }

    @Test
    void whoever_may_see_nothing_is_told_what_is_missing() throws Exception {
        var answer = get(page, "Bearer " + ACCOUNTS.token("nobody"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("list s3bucketpolicies.bucketwarden.io")
                .doesNotContain("page-open");
        assertThat(get(page, "Bearer garbage").statusCode()).isEqualTo(401);
    }

    @Test
    void a_bucket_of_ten_thousand_is_found_and_no_page_is_long() throws Exception {
        var address = URI.create("http://127.0.0.1:" + large.port() + "/");
        try (var tab = signedIn(address)) {
            assertThat(Reading.text(tab, "#verdict")).isEqualTo("100 of 10,000 buckets are open to the public");
            assertThat(Reading.count(tab, ".buckets tbody tr")).isEqualTo(100);
            tab.evaluate("document.getElementById('q').focus()");
            tab.type("acme-04321");
            tab.loading(() -> tab.press("Enter"));
            assertThat(Reading.text(tab, "[role=status]")).isEqualTo("1 bucket of 10,000");
            Reading.tabTo(tab, "acme-04321");
            tab.loading(() -> tab.press("Enter"));
            assertThat(Reading.text(tab, "h1")).isEqualTo("acme-04321");
            tab.go(address.resolve("/?state=Drifted&page=2"));
            assertThat(Reading.text(tab, ".pages [aria-current]")).isEqualTo("Page 2 of 9");
            assertThat(tab.complaints()).isEmpty();
            assertThat(tab.requests()).allMatch(url -> url.startsWith(address.toString()));
        }
        assertThat(get(address, "Bearer " + ACCOUNTS.token("auditor")).body().length())
                .isLessThan(200_000);
    }

    /** By the form, and without a script. */
    private Tab signedIn(URI address) {
        var tab = chromium.open(address.resolve("/sign-in"), View.DESKTOP);
        tab.withoutScripts();
        tab.go(address.resolve("/sign-in"));
        tab.type(ACCOUNTS.token("auditor"));
        tab.loading(() -> tab.press("Enter"));
        return tab;
    }

    private static HttpResponse<String> get(URI address, String authorization) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(address)
                            .header("Authorization", authorization)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
