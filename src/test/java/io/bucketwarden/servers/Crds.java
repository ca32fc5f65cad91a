package io.bucketwarden.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The CRDs that an API server of the tests is to know. */
final class Crds {

    private static final List<Path> ALL = List.of(
            Path.of("crds/s3bucketpolicies.bucketwarden.io-v1.yaml"),
            Path.of("crds/s3bucketgrants.bucketwarden.io-v1.yaml"),
            Path.of("crds/s3bucketaccesses.bucketwarden.io-v1.yaml"));

    private Crds() {}

    /** Each as YAML. */
    static void forEach(Consumer<InputStream> install) {
        for (var file : ALL) {
            try (var yaml = Files.newInputStream(file)) {
                install.accept(yaml);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
