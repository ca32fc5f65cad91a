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

    Tab load(URI page, View view) {
        call("Page.enable", Map.of());
        call("Network.enable", Map.of());
        call("Log.enable", Map.of());
        look(view);
        call("Page.navigate", Map.of("url", page.toString()));
        chromium.await(session, "Page.loadEventFired");
        return this;
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
