package io.bucketwarden.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bucketwarden.insight.Insight;
import io.bucketwarden.serving.BoundedServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The status page, on a port of its own. It is read only: what is sent to it is a token, and nothing else. */
public final class PageServer implements AutoCloseable {

    /** So many pages are made and sent at the same time; whoever comes beside is asked to come again. */
    private static final int AT_ONCE = 32;

    private static final int LARGEST_FORM = 32 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self';"
                    + " frame-ancestors 'none'; base-uri 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), display-capture=(), fullscreen=(),"
                    + " geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Site site;

    /**
     * Starts to serve.
     *
     * @param port 0 for any free one
     * @param source what the operator knows, from memory
     * @throws IOException when the address cannot be used
     */
    public PageServer(String host, int port, KubernetesClient client, Supplier<Insight> source, InstantSource clock)
            throws IOException {
        this(host, port, new ClusterDoorkeeper(client, clock), source, clock);
        threads.execute(new OwnRights(client)::tell);
    }

    PageServer(String host, int port, Doorkeeper doorkeeper, Supplier<Insight> source, InstantSource clock)
            throws IOException {
        site = new Site(doorkeeper, new Views(source, clock), new Seal(clock));
        server = BoundedServer.at(host, port, threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            // First, since whoever sends slowly must not hold a place meanwhile; it ends with the time of a request.
            var body = exchange.getRequestBody().readNBytes(LARGEST_FORM + 1);
            if (!places.tryAcquire()) {
                send(
                        exchange,
                        site.notice(503, Notices.of("Too many ask at once", "Load the page again in a moment."))
                                .with("Retry-After", "2"));
                return;
            }
            try {
                send(exchange, made(exchange, body));
            } finally {
                places.release();
            }
        }
    }

    private Answer made(HttpExchange exchange, byte[] body) {
        try {
            return answer(exchange, body);
        } catch (RuntimeException | LinkageError e) {
            // The address may hold what somebody searched for, and headers hold tokens: neither is logged.
            LOG.error("A bug while a page was made", e);
            return site.notice(500, Notices.of("This is a bug", "The operator's log says more. Please report it."));
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        var path = exchange.getRequestURI().getPath();
        var headers = exchange.getRequestHeaders();
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" ->
                path.equals("/sign-out")
                        ? refused("POST")
                        : site.get(path, exchange.getRequestURI().getRawQuery(), headers);
            case "POST" -> Site.takesForms(path) ? posted(exchange, path, body) : refused("GET, HEAD");
            default -> refused("GET, HEAD");
        };
    }

    private Answer posted(HttpExchange exchange, String path, byte[] body) {
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            return site.notice(415, Notices.of("This is no form", "Send it as application/x-www-form-urlencoded."));
        }
        if (body.length > LARGEST_FORM) {
            return site.notice(413, Notices.of("This is too long", "No token is so long."));
        }
        return path.equals("/sign-out")
                ? site.signOut(exchange.getRequestHeaders())
                : site.signIn(new String(body, StandardCharsets.UTF_8), exchange.getRequestHeaders());
    }

    private Answer refused(String allowed) {
        return site.notice(405, Notices.of("This page only shows", "It takes " + allowed + " here, and nothing else."))
                .with("Allow", allowed);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        HEADERS.forEach(headers::set);
        answer.headers().forEach(headers::set);
        headers.set("Content-Type", answer.type());
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(bytes.length));
            exchange.sendResponseHeaders(answer.status(), -1);
        } else if (bytes.length == 0) {
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
