package io.bucketwarden.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The messages in {@code src/test/resources/events}, by the names of their files. */
public final class Samples {

    private static final Path FOLDER = Path.of("src/test/resources/events");

    private Samples() {}

    public static String read(String name) {
        try {
            return Files.readString(FOLDER.resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All messages that are well-formed. */
    public static List<String> names() {
        return names("");
    }

    /** All that cannot be understood. */
    static List<String> poison() {
        return names("poison").stream().map(name -> "poison/" + name).toList();
    }

    private static List<String> names(String below) {
        try (var files = Files.list(FOLDER.resolve(below))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
