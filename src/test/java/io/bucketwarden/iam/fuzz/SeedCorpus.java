package io.bucketwarden.iam.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** The inputs that every test run repeats: where fuzzing starts, and what it has found before. */
public final class SeedCorpus {

    private static final Path HOME = Path.of("src/test/resources/fuzz");

    private SeedCorpus() {}

    public static Stream<Named<byte[]>> of(String target) throws IOException {
        try (var files = Files.list(HOME.resolve(target))) {
            return files.sorted().map(SeedCorpus::seed).toList().stream();
        }
    }

    private static Named<byte[]> seed(Path file) {
        try {
            return Named.of(file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
