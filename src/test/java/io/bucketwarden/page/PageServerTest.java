package io.bucketwarden.page;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in to see what, and what every answer says to the browser. */
class PageServerTest {

    private static final String[] ALL = {"Authorization", "Bearer everything"};
    private static final String[] OWN = {"Sec-Fetch-Site", "same-origin"};

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
                        "nothing", new Sight.Only(Set.of(), 0)));
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

    @Test
    void a_token_of_the_form_comes_back_as_a_cookie_that_no_script_reads() throws Exception {
        var answer = browsing.post("/sign-in", "to=%2Fpolicies&token=+every%0Athing+", OWN);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Location")).isEqualTo("/policies");
        assertThat(header(answer, "Set-Cookie"))
                .isEqualTo("bucketwarden-token=everything; Path=/; HttpOnly; SameSite=Strict");
        assertThat(browsing.get("/", "Cookie", "a=b; bucketwarden-token=everything")
                        .body())
                .contains("Sign out", "acme-hold");
        assertThat(browsing.get("/", ALL).body()).doesNotContain("Sign out");
    }

    @Test
    void by_https_the_cookie_is_never_sent_without() throws Exception {
        var proxied = browsing.post(
                "/sign-in", "token=everything", "Sec-Fetch-Site", "same-origin", "X-Forwarded-Proto", "https");

        assertThat(header(proxied, "Set-Cookie")).endsWith("; SameSite=Strict; Secure");
    }

    @Test
    void a_header_counts_more_than_the_cookie_also_where_it_is_refused() throws Exception {
        assertThat(browsing.get("/", "Authorization", "bearer nobody", "Cookie", "bucketwarden-token=everything")
                        .statusCode())
                .isEqualTo(401);
        assertThat(browsing.get("/", "Authorization", "Basic eDp5", "Cookie", "bucketwarden-token=everything")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_cookie_whose_token_has_ended_is_taken_away() throws Exception {
        var answer = browsing.get("/", "Cookie", "bucketwarden-token=nobody");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "Set-Cookie")).contains("bucketwarden-token=; Max-Age=0");
    }

    @Test
    void signing_out_takes_the_cookie_away() throws Exception {
        var answer = browsing.post("/sign-out", "", OWN);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Set-Cookie")).contains("bucketwarden-token=; Max-Age=0");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, none, 403",
        "Origin, https://evil.example, 403",
        "Origin, null, 403",
        "Accept, text/html, 403",
        "Sec-Fetch-Site, same-origin, 303",
        "Origin, OWN, 303"
    })
    void a_form_of_somebody_else_is_refused(String header, String value, int status) throws Exception {
        var own = "http://" + browsing.address("/").getAuthority();
        for (var path : List.of("/sign-in", "/sign-out")) {
            var answer = browsing.post(path, "token=everything", header, value.equals("OWN") ? own : value);

            assertThat(answer.statusCode()).as(path).isEqualTo(status);
            assertThat(answer.headers().map().containsKey("set-cookie")).isEqualTo(status == 303);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"token=", "token=a%22b", "token=a%3Bb", "token=%C3%A4", ""})
    void what_can_be_no_token_is_not_even_asked_about(String form) throws Exception {
        assertThat(browsing.post("/sign-in", form, OWN).statusCode()).isEqualTo(400);
    }

    @Test
    void a_token_that_no_cookie_holds_is_told_to_come_through_a_proxy() throws Exception {
        var answer = browsing.post("/sign-in", "token=" + "x".repeat(3_901), OWN);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("too long for a cookie");
        assertThat(browsing.post("/sign-in", "token=" + "x".repeat(33_000), OWN).statusCode())
                .isEqualTo(413);
        assertThat(browsing.send("POST", "/sign-in", "{}", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void a_token_that_is_refused_leaves_no_cookie_and_is_not_said_back() throws Exception {
        var answer = browsing.post("/sign-in", "token=secret-of-nobody", OWN);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        assertThat(answer.body()).contains("does not know this token").doesNotContain("secret-of-nobody");
        assertThat(browsing.post("/sign-in", "token=away", OWN).statusCode()).isEqualTo(503);
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
        browsing.shows(new Moment(Moment.Phase.STANDBY, true, "bucketwarden-7f-abc", Fleets.NOW, List.of()));
        var standby = browsing.get("/", ALL);
        browsing.shows(new Moment(Moment.Phase.STARTING, true, null, Fleets.NOW, List.of()));
        var starting = browsing.get("/", ALL);

        assertThat(standby.statusCode()).isEqualTo(503);
        assertThat(standby.body()).contains("This replica is a standby", "bucketwarden-7f-abc");
        assertThat(starting.statusCode()).isEqualTo(503);
        assertThat(starting.body()).contains("The operator is starting");
        assertThat(browsing.get("/").statusCode()).isEqualTo(401);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
