package io.bucketwarden.page;

import io.bucketwarden.report.StyleSheet;
import io.bucketwarden.text.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The style, the script and the icon. Their addresses change with what they hold, so that a browser may keep them. */
final class Assets {

    /** One file of the page. */
    record Asset(String path, String type, String text) {
        String link() {
            return path + "?v=" + Sha256.hex(text, 6);
        }
    }

    private final Asset style =
            new Asset("/style.css", "text/css; charset=utf-8", StyleSheet.text() + read("page.css"));
    private final Asset script = new Asset("/page.js", "text/javascript; charset=utf-8", read("page.js"));
    private final Asset icon = new Asset("/icon.svg", "image/svg+xml", read("icon.svg"));
    private final Map<String, Asset> all = Map.of(style.path(), style, script.path(), script, icon.path(), icon);

    Optional<Asset> at(String path) {
        return Optional.ofNullable(all.get(path));
    }

    String style() {
        return style.link();
    }

    String script() {
        return script.link();
    }

    String icon() {
        return icon.link();
    }

    private static String read(String name) {
        try (var file = Objects.requireNonNull(Assets.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
