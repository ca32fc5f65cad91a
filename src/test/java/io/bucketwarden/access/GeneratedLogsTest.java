package io.bucketwarden.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.GeneratedLogs.Shape;
import io.bucketwarden.access.log.ServerAccessLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what is made for tests and measurements is what is read. */
class GeneratedLogsTest {

    @TempDir
    private Path folder;

    @Test
    void every_line_is_read_and_has_its_part_of_everything() throws IOException {
        var bytes = GeneratedLogs.write(folder.resolve("a"), Shape.of(20_000, 500, 7), 1);
        var read = read(folder.resolve("a"));

        assertThat(read).hasSize(20_000);
        assertThat(bytes / 20_000).isBetween(350L, 700L);
        assertThat(read.stream().map(Access::accessor).distinct().count()).isBetween(300L, 500L);
        assertThat(read).anyMatch(a -> a.accessor().isAnonymous() && a.refused());
        assertThat(read).anyMatch(a -> a.accessor().principal().equals(Callers.S3));
        assertThat(read.stream().map(Access::transport))
                .contains(Transport.PLAIN_HTTP, Transport.TLS_1_1, Transport.TLS_1_2, Transport.TLS_1_3);
        assertThat(read.stream().map(Access::sourceIp))
                .anyMatch(ip -> ip.contains(":"))
                .anyMatch(ip -> ip.startsWith("10."));
        assertThat(read.stream().map(a -> a.operation().kind()))
                .contains(Operation.Kind.values()[0], Operation.Kind.LIST);
    }

    @Test
    void the_same_seed_makes_the_same_logs_plain_or_packed() throws IOException {
        GeneratedLogs.write(folder.resolve("a"), Shape.of(2_000, 50, 3), 5);
        GeneratedLogs.write(folder.resolve("b"), Shape.of(2_000, 50, 3).asGzip(), 5);
        GeneratedLogs.write(folder.resolve("c"), Shape.of(2_000, 50, 3), 6);

        assertThat(read(folder.resolve("b")))
                .hasToString(read(folder.resolve("a")).toString());
        assertThat(read(folder.resolve("c")).toString())
                .isNotEqualTo(read(folder.resolve("a")).toString());
    }

    private static List<Access> read(Path folder) throws IOException {
        var read = new ArrayList<Access>();
        var format = new ServerAccessLogs();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                try (var content = Files.newInputStream(file)) {
                    format.read(content, new AccessSink() {
                        @Override
                        public void accept(Access access) {
                            read.add(access);
                        }

                        @Override
                        public void unreadable(Fault fault) {
                            throw new AssertionError(fault + " in " + file);
                        }
                    });
                }
            }
        }
        return read;
    }
}
