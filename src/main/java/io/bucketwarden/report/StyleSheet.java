package io.bucketwarden.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The one style of all pages: light and dark, on paper, and however narrow. */
public final class StyleSheet {

    private StyleSheet() {}

    public static String text() {
        try (var sheet = Objects.requireNonNull(StyleSheet.class.getResourceAsStream("report.css"))) {
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
