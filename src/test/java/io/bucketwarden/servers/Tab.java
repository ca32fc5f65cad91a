package io.bucketwarden.servers;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A page in the browser. */
public record Tab(Chromium chromium, String target, String session) implements AutoCloseable {

    private static final int HEIGHT = 900;
    private static final String LOADED = "Page.loadEventFired";

    Tab load(URI page, View view) {
        call("Page.enable", Map.of());
        call("Network.enable", Map.of());
        call("Log.enable", Map.of());
        look(view);
        go(page);
        return this;
    }

    /** Opens another page in its place. */
    public void go(URI page) {
        loading(() -> call("Page.navigate", Map.of("url", page.toString())));
    }

    /** Waits until the page is loaded to which something leads. */
    public void loading(Runnable step) {
        var before = chromium.events(session, LOADED).size();
        step.run();
        chromium.await(session, LOADED, before);
    }

    /** Types a text into what has the focus. */
    public void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /** Presses a key, such as {@code Tab}, {@code Enter} or {@code /}. */
    public void press(String key) {
        var text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
        var code =
                switch (key) {
                    case "Tab" -> 9;
                    case "Enter" -> 13;
                    default -> 0;
                };
        for (var type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", key, "text", text, "windowsVirtualKeyCode", code));
        }
    }

    /** Has the browser send a cookie to a server. */
    public void cookie(URI server, String name, String value) {
        call("Network.setCookie", Map.of("url", server.toString(), "name", name, "value", value));
    }

    /** From now on pages run no script of theirs. */
    public void withoutScripts() {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    public void look(View view) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", view.width(), "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
        var scheme = Map.of("name", "prefers-color-scheme", "value", view.dark() ? "dark" : "light");
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    /** How many pages it has on paper. */
    public int printedPages() {
        var pdf = Base64.getDecoder()
                .decode(call("Page.printToPDF", Map.of()).path("data").asText());
        return new String(pdf, StandardCharsets.ISO_8859_1).split("/Type /Page\\b", -1).length - 1;
    }

    /** What an expression of JavaScript is; the page itself runs none. */
    public JsonNode evaluate(String expression) {
        var answer = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.path("exceptionDetails").toString());
        }
        return answer.at("/result/value");
    }

    /** Everything that was asked for since it was opened, itself included. */
    public List<String> requests() {
        return chromium.events(session, "Network.requestWillBeSent").stream()
                .map(event -> event.at("/request/url").asText())
                .toList();
    }

    /** What the browser complains of. */
    public List<String> complaints() {
        return chromium.events(session, "Log.entryAdded").stream()
                .map(event -> event.at("/entry/text").asText())
                .toList();
    }

    /**
     * A picture of the page.
     *
     * @param height of what is to be seen from its top; 0 for all of it
     * @param scale of the picture
     */
    public BufferedImage picture(int height, double scale) {
        var size = call("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
        var clip = Map.of(
                "x",
                0,
                "y",
                0,
                "width",
                size.path("width").asDouble(),
                "height",
                height == 0 ? size.path("height").asDouble() : height,
                "scale",
                scale);
        var data = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip))
                .path("data")
                .asText();
        try {
            return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        chromium.call("", "Target.closeTarget", Map.of("targetId", target));
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        return chromium.call(session, method, parameters);
    }
}
