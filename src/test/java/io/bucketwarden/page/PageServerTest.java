package io.bucketwarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.insight.Insight;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in to see what, and what every answer says to the browser. */
class PageServerTest {

    private static final String[] ALL = {"Authorization", "Bearer everything"};

    private Browsing browsing;

    @BeforeEach
    void start() throws IOException {
        browsing = new Browsing(
                Fleets.working(List.of(
                        Fleets.differing("payments", "ledger", "acme-ledger"),
                        Fleets.differing("legal", "hold", "acme-hold"))),
                Map.of(
                        "everything", new Sight.Everything(),
                        "payments", new Sight.Only(Set.of("payments"), 0),
                        "nothing", new Sight.Only(Set.of(), 0),
                        "crowded", new Sight.Only(Set.of(), 12),
                        "some", new Sight.Only(Set.of("payments"), 12)));
    }

    @AfterEach
    void stop() {
        browsing.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, everything, 200",
        "GET, /bucket?name=acme-ledger&account=111122223333, everything, 200",
        "GET, /exposures, everything, 200",
        "GET, /policies, everything, 200",
        "GET, /, nothing, 403",
        "GET, /, nobody, 401",
        "GET, /, away, 503",
        "GET, /bucket?name=acme-none, everything, 404",
        "GET, /none, everything, 404",
        "GET, /sign-in, everything, 200",
        "GET, /style.css, nobody, 200",
        "GET, /page.js, nobody, 200",
        "GET, /icon.svg, nobody, 200",
        "HEAD, /, everything, 200",
        "POST, /, everything, 405",
        "PUT, /, everything, 405",
        "DELETE, /bucket, everything, 405",
        "GET, /sign-out, everything, 405"
    })
    void every_answer_has_its_status_and_the_headers_that_bind_the_browser(
            String method, String path, String token, int status) throws Exception {
        var answer = browsing.send(method, path, "", "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action"
                        + " 'self'; frame-ancestors 'none'; base-uri 'none'");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "Permissions-Policy")).contains("camera=()", "geolocation=()");
        assertThat(header(answer, "Cache-Control"))
                .isEqualTo(path.contains(".") ? "private, max-age=3600" : "no-store");
        assertThat(header(answer, "WWW-Authenticate")).isEqualTo(status == 401 ? "Bearer realm=\"bucketwarden\"" : "");
        assertThat(answer.body().replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("style=\"", "<style", "onclick", "javascript:", "http://", "https://");
        if (method.equals("HEAD")) {
            assertThat(answer.body()).isEmpty();
            assertThat(Integer.parseInt(header(answer, "Content-Length"))).isPositive();
        }
    }

    @Test
    void without_a_token_there_is_the_form_and_nothing_else() throws Exception {
        var answer = browsing.get("/bucket?name=acme-ledger");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .contains("name=\"token\"", "value=\"/bucket?name=acme-ledger\"")
                .doesNotContain("acme-hold", "payments", "legal", "<nav");
    }

    @Test
    void whoever_may_see_one_namespace_learns_nothing_of_the_others() throws Exception {
        for (var path : List.of("/", "/?q=acme", "/?q=legal", "/?state=Drifted", "/exposures", "/policies")) {
            assertThat(browsing.get(path, "Authorization", "Bearer payments").body())
                    .as(path)
                    .doesNotContain("acme-hold", "legal/", "2 of 2", "All (2)", "2 buckets", "2 policies");
        }
        var other = browsing.get("/bucket?name=acme-hold&account=111122223333", "Authorization", "Bearer payments");
        var none = browsing.get("/bucket?name=acme-none&account=111122223333", "Authorization", "Bearer payments");
        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(other.body()).isEqualTo(none.body());
        assertThat(browsing.get("/", "Authorization", "Bearer payments").body())
                .contains("The bucket differs from what is declared", "acme-ledger", "All (1)");
    }

    @Test
    void whoever_may_see_nothing_is_told_which_right_is_missing() throws Exception {
        assertThat(browsing.get("/", "Authorization", "Bearer nothing").body())
                .contains("list s3bucketpolicies.bucketwarden.io", "kubectl create role")
                .doesNotContain("acme-", "payments", "legal");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/policies /policies",
                "/?q=a&state=Open /?q=a&state=Open",
                "/bucket?name=a /bucket?name=a",
                "https://evil.example/ /",
                "//evil.example/ /",
                "/\\evil.example /",
                "/bucket?a\\b /",
                "/policiesx /",
                "/sign-out /",
                "javascript:alert(1) /"
            })
    void nobody_is_led_elsewhere(String to, String path) {
        assertThat(Site.ownPath(to)).isEqualTo(path);
    }

    @Test
    void a_standby_and_a_start_say_so_and_show_nothing() throws Exception {
        browsing.shows(new Insight(Insight.Phase.STANDBY, true, "bucketwarden-7f-abc", Fleets.NOW, List.of()));
        var standby = browsing.get("/", ALL);
        browsing.shows(new Insight(Insight.Phase.STARTING, true, null, Fleets.NOW, List.of()));
        var starting = browsing.get("/", ALL);

        assertThat(standby.statusCode()).isEqualTo(503);
        assertThat(standby.body()).contains("This replica is a standby", "bucketwarden-7f-abc");
        assertThat(starting.statusCode()).isEqualTo(503);
        assertThat(starting.body()).contains("The operator is starting");
        assertThat(browsing.get("/").statusCode()).isEqualTo(401);
    }

    @Test
    void forms_of_which_half_is_sent_keep_nobody_else_out() throws Exception {
        var sockets = new java.util.ArrayList<java.net.Socket>();
        try {
            for (int i = 0; i < 40; i++) {
                var socket =
                        new java.net.Socket("127.0.0.1", browsing.address("/").getPort());
                sockets.add(socket);
                socket.getOutputStream()
                        .write(("POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Type:"
                                        + " application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n"
                                        + "Content-Length: 100\r\n\r\ntoken=")
                                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                // The server says so when it begins to handle the request.
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }

            assertThat(browsing.get("/", ALL).statusCode()).isEqualTo(200);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void who_leads_is_told_to_whoever_may_see_everything_and_to_nobody_else() throws Exception {
        browsing.shows(new Insight(Insight.Phase.STANDBY, true, "bucketwarden-7f-abc", Fleets.NOW, List.of()));

        for (var token : List.of("payments", "nothing")) {
            var answer = browsing.get("/", "Authorization", "Bearer " + token);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("a standby", "the lease").doesNotContain("bucketwarden-7f-abc");
        }
        assertThat(browsing.get("/", "Authorization", "Bearer away").body()).doesNotContain("a standby");
    }

    @Test
    void nobody_learns_how_many_namespaces_there_are_that_they_were_not_asked_about() throws Exception {
        assertThat(browsing.get("/", "Authorization", "Bearer crowded").body())
                .contains("Not all namespaces could be asked about")
                .doesNotContain("12");
        assertThat(browsing.get("/", "Authorization", "Bearer some").body())
                .contains("Not all namespaces could be asked about")
                .doesNotContain("12 ");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
