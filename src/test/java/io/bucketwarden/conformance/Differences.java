package io.bucketwarden.conformance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** All known differences of all stores, by name and in one place. */
public final class Differences {

    public static final Path FILE = Path.of("src/test/resources/conformance/differences.yaml");

    public static final List<Difference> ALL = read();

    private Differences() {}

    static List<Difference> of(Store store) {
        return ALL.stream().filter(difference -> difference.isOf(store)).toList();
    }

    private static List<Difference> read() {
        try {
            return new YAMLMapper().readValue(FILE.toFile(), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
