package io.bucketwarden.page;

import io.bucketwarden.insight.Insight;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The page as it is served, and somebody who asks for it without a browser. */
final class Browsing implements AutoCloseable {

    private final AtomicReference<Insight> moment;
    private final PageServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    /** @param guests by token, what they may see */
    Browsing(Insight shown, Map<String, Sight> guests) throws IOException {
        this(shown, guests, passing());
    }

    private Browsing(Insight shown, Map<String, Sight> guests, InstantSource clock) throws IOException {
        moment = new AtomicReference<>(shown);
        server = new PageServer("127.0.0.1", 0, new Fleets.Guests(guests), moment::get, clock);
    }

    /** Time passes with every look at the clock, so that nothing is shown for longer than once. */
    private static InstantSource passing() {
        var seconds = new java.util.concurrent.atomic.AtomicLong();
        return () -> Fleets.NOW.plusSeconds(seconds.addAndGet(10));
    }

    /** Where it is always the same time. */
    static Browsing still(Insight shown) throws IOException {
        return new Browsing(shown, Map.of("everything", new Sight.Everything()), InstantSource.fixed(Fleets.NOW));
    }

    static Browsing of(Insight shown) throws IOException {
        return new Browsing(shown, Map.of("everything", new Sight.Everything()));
    }

    void shows(Insight next) {
        moment.set(next);
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    /** With a token that may see everything. */
    String page(String path) throws IOException, InterruptedException {
        return get(path, "Authorization", "Bearer everything").body();
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address(path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        var all = new java.util.ArrayList<>(List.of("Content-Type", "application/x-www-form-urlencoded"));
        all.addAll(List.of(headers));
        return send("POST", path, body, all.toArray(String[]::new));
    }

    /** The cookie, with its name, of somebody who has signed in by the form. */
    String signedIn(String token, String... headers) throws IOException, InterruptedException {
        var all = new java.util.ArrayList<>(List.of("Sec-Fetch-Site", "same-origin"));
        all.addAll(List.of(headers));
        var cookie = post("/sign-in", "token=" + token, all.toArray(String[]::new))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
