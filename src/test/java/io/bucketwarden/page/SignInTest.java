package io.bucketwarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How somebody signs in and out, and what of a token is where. */
class SignInTest {

    private static final String[] ALL = {"Authorization", "Bearer everything"};
    private static final String[] OWN = {"Sec-Fetch-Site", "same-origin"};

    private Browsing browsing;

    @BeforeEach
    void start() throws IOException {
        browsing = new Browsing(
                Fleets.working(List.of(
                        Fleets.differing("payments", "ledger", "acme-ledger"),
                        Fleets.differing("legal", "hold", "acme-hold"))),
                Map.of("everything", new Sight.Everything()));
    }

    @AfterEach
    void stop() {
        browsing.close();
    }

    @Test
    void a_token_of_the_form_comes_back_as_a_cookie_that_no_script_reads() throws Exception {
        var answer = browsing.post("/sign-in", "to=%2Fpolicies&token=+every%0Athing+", OWN);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Location")).isEqualTo("/policies");
        assertThat(header(answer, "Set-Cookie"))
                .matches("bucketwarden-token=[A-Za-z0-9_-]+; Path=/; HttpOnly; SameSite=Strict");
        assertThat(browsing.get("/", "Cookie", "a=b; " + browsing.signedIn("everything"))
                        .body())
                .contains("Sign out", "acme-hold");
        assertThat(browsing.get("/", ALL).body()).doesNotContain("Sign out");
    }

    @Test
    void by_https_the_cookie_is_never_sent_without() throws Exception {
        var proxied = browsing.post(
                "/sign-in", "token=everything", "Sec-Fetch-Site", "same-origin", "X-Forwarded-Proto", "https");

        assertThat(header(proxied, "Set-Cookie"))
                .startsWith("__Host-bucketwarden-token=")
                .endsWith("; SameSite=Strict; Secure");
        var cookie = browsing.signedIn("everything", "X-Forwarded-Proto", "https");
        assertThat(browsing.get("/", "Cookie", cookie, "X-Forwarded-Proto", "https")
                        .statusCode())
                .isEqualTo(200);
        assertThat(browsing.get("/", "Cookie", cookie.replace("__Host-", ""), "X-Forwarded-Proto", "https")
                        .statusCode())
                .as("one that another host of the domain may have set")
                .isEqualTo(401);
    }

    /** Browsers send a cookie to every port of a host, so another server of localhost reads it. */
    @Test
    void no_cookie_tells_another_server_of_the_host_the_token() throws Exception {
        var cookie = browsing.signedIn("everything");
        var value = cookie.substring(cookie.indexOf('=') + 1);

        assertThat(value).doesNotContain("everything");
        assertThat(new String(
                        java.util.Base64.getUrlDecoder().decode(value), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("everything");
        assertThat(browsing.get("/", "Authorization", "Bearer " + value).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_cookie_that_this_process_did_not_seal_is_nobodys() throws Exception {
        try (var other = Browsing.of(Fleets.working(List.of()))) {
            for (var cookie : List.of(other.signedIn("everything"), Token.COOKIE + "=everything")) {
                var answer = browsing.get("/", "Cookie", cookie);

                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.body()).contains("the operator has started anew");
                assertThat(header(answer, "Set-Cookie")).contains(Token.COOKIE + "=; Max-Age=0");
            }
        }
    }

    @Test
    void a_header_counts_more_than_the_cookie_also_where_it_is_refused() throws Exception {
        assertThat(browsing.get("/", "Authorization", "bearer nobody", "Cookie", browsing.signedIn("everything"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(browsing.get("/", "Authorization", "Basic eDp5", "Cookie", browsing.signedIn("everything"))
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
        var answer = browsing.post("/sign-in", "token=" + "x".repeat(3_001), OWN);

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

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
