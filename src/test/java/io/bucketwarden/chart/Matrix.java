package io.bucketwarden.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The combinations of values that the chart is tested with, each a file that says what it is for. */
final class Matrix {

    private static final Path FOLDER = Path.of("src/test/resources/chart");
    private static final Map<String, List<String>> RENDERED = new ConcurrentHashMap<>();

    /** @param name of the file, without its ending */
    record Combination(String name, String values) {
        List<String> render() {
            return RENDERED.computeIfAbsent(values, given -> Chart.asInstalled().render(given));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Matrix() {}

    static Stream<Combination> all() {
        try (var files = Files.list(FOLDER)) {
            return List.copyOf(files.sorted().map(Matrix::read).toList()).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Combination of(String name) {
        return read(FOLDER.resolve(name + ".yaml"));
    }

    private static Combination read(Path file) {
        try {
            return new Combination(file.getFileName().toString().replace(".yaml", ""), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
