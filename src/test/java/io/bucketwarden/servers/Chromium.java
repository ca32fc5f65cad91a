package io.bucketwarden.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The browser that setup got, without a window and without a network, led by its DevTools protocol. For one thread. */
public final class Chromium implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final WebSocket socket;
    private final LinkedBlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>();
    private int calls;

    private Chromium(Process process, URI devTools, HttpClient client) {
        this.process = process;
        this.socket = client.newWebSocketBuilder()
                .buildAsync(devTools, new Listener(heard))
                .join();
    }

    /** Whether whoever runs the tests wants to go without. */
    public static boolean isLeftOut() {
        return SetUp.isLeftOut("chromium");
    }

    /** @param folder for its profile and what it says; to be removed afterwards */
    public static Chromium start(Path folder) {
        var program = SetUp.program("chromium/bin/chromium").toString();
        var command = new ArrayList<>(List.of(
                program,
                "--headless=new",
                "--disable-gpu",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                "--disable-lcd-text",
                "--no-first-run",
                "--disable-sync",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                // Its handler of crashes leaves the family of processes, and writes into the profile after all others
                // ended.
                "--disable-breakpad",
                "--disable-crash-reporter",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder.resolve("profile")));
        if ("root".equals(System.getProperty("user.name"))) {
            // Chromium does not let root use its sandbox. What is opened is our own page.
            command.add("--no-sandbox");
        }
        var log = folder.resolve("chromium.log");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            // Where it leaves a socket behind.
            builder.environment().put("TMPDIR", folder.toString());
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Chromium(
                    process,
                    devTools(process, folder.resolve("profile/DevToolsActivePort"), log),
                    HttpClient.newHttpClient());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It writes its port and path into a file once it listens. */
    private static URI devTools(Process process, Path file, Path log) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !process.isAlive()
                        || (Files.exists(file) && Files.readAllLines(file).size() == 2));
        try {
            if (!process.isAlive()) {
                throw new IllegalStateException("Chromium does not start:\n" + Files.readString(log));
            }
            var lines = Files.readAllLines(file);
            return URI.create("ws://127.0.0.1:" + lines.getFirst() + lines.getLast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As 156.0.8078.108. */
    public String version() {
        return call("", "Browser.getVersion", Map.of()).path("product").asText().replaceFirst("^.*/", "");
    }

    /** Opens a page and waits until it is loaded. */
    public Tab open(URI page, View view) {
        var target = call("", "Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        var session = call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        return new Tab(this, target, session).load(page, view);
    }

    /**
     * Asks something of the browser, or of the page of a session.
     *
     * @param session empty for the browser
     * @throws IllegalStateException when it refuses, or does not answer
     */
    JsonNode call(String session, String method, Map<String, Object> parameters) {
        var id = ++calls;
        ObjectNode request = JSON.createObjectNode().put("id", id).put("method", method);
        request.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            request.put("sessionId", session);
        }
        socket.sendText(request.toString(), true).join();
        while (true) {
            var message = next(method);
            if (message.path("id").asInt() == id) {
                if (message.has("error")) {
                    throw new IllegalStateException(method + ": " + message.path("error"));
                }
                return message.path("result");
            }
            events.add(message);
        }
    }

    /** Waits until more than so many of an event of a session have come. */
    void await(String session, String event, int before) {
        while (events(session, event).size() <= before) {
            events.add(next(event));
        }
    }

    /** The events that have come so far. */
    List<JsonNode> events(String session, String event) {
        return events.stream()
                .filter(message -> message.path("method").asText().equals(event)
                        && message.path("sessionId").asText().equals(session))
                .map(message -> message.path("params"))
                .toList();
    }

    private JsonNode next(String waitingFor) {
        try {
            var message = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (message == null) {
                throw new IllegalStateException("Chromium does not answer: " + waitingFor);
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it with all of its processes: one that lives a moment longer writes into the profile while that is removed. */
    @Override
    public void close() {
        socket.abort();
        var family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        if (!haveEnded(family)) {
            family.forEach(ProcessHandle::destroyForcibly);
            haveEnded(family);
        }
    }

    private static boolean haveEnded(List<ProcessHandle> family) {
        var all = CompletableFuture.allOf(
                family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            all.get(10, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Puts parts of messages together. */
    private record Listener(LinkedBlockingQueue<JsonNode> heard, StringBuilder begun) implements WebSocket.Listener {

        Listener(LinkedBlockingQueue<JsonNode> heard) {
            this(heard, new StringBuilder());
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            begun.append(part);
            if (last) {
                try {
                    heard.add(JSON.readTree(begun.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    begun.setLength(0);
                }
            }
            socket.request(1);
            return null;
        }
    }
}
