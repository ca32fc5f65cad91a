package io.bucketwarden.access.log.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.log.ServerAccessLogs;
import io.bucketwarden.iam.fuzz.SeedCorpus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the content: each line is told once, what is kept of it is bounded and printable, and pieces are the same. */
class ServerAccessLogsFuzzTest {

    private static final ServerAccessLogs USED = new ServerAccessLogs();

    private static final class Telling implements AccessSink {

        private final List<String> told = new ArrayList<>();
        private boolean damaged;

        @Override
        public void accept(Access access) {
            told.add(access.toString());
            var who = access.accessor();
            assertBounded(who.principal(), Accessor.MAX_PRINCIPAL);
            assertBounded(who.application(), Accessor.MAX_APPLICATION);
            assertBounded(who.network(), 48);
            assertBounded(access.bucket(), 255);
            assertBounded(access.operation().name(), 64);
            assertThat(access.sourceIp()).hasSizeLessThanOrEqualTo(45);
            assertThat(access.status()).isBetween(0, 999);
            assertThat(access.bytes()).isNotNegative();
            assertThat(access.second()).isBetween(1_130_000_000L, 7_300_000_000L);
        }

        @Override
        public void unreadable(Fault fault) {
            told.add(fault.toString());
            damaged |= fault == Fault.DAMAGED;
        }

        private static void assertBounded(String text, int max) {
            assertThat(text)
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(max)
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}]");
        }
    }

    static Stream<Named<byte[]>> seeds() throws IOException {
        return SeedCorpus.of("ServerAccessLogs");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_seed_is_told_line_by_line(byte[] input) {
        fuzzerTestOneInput(input);
    }

    /** The name by which Jazzer finds it. */
    public static void fuzzerTestOneInput(byte[] input) {
        var whole = read(new ServerAccessLogs(), new ByteArrayInputStream(input));
        var isGzip = input.length > 1 && (input[0] & 0xFF) == 0x1F && (input[1] & 0xFF) == 0x8B;
        if (!isGzip) {
            assertThat(whole.damaged).isFalse();
            assertThat(whole.told).hasSize(lines(input));
        }
        // One by one, from one that has read others before.
        var pieces = read(USED, new ByteArrayInputStream(input) {
            @Override
            public synchronized int read(byte[] target, int offset, int count) {
                return super.read(target, offset, Math.min(count, 1));
            }
        });
        assertThat(pieces.told).isEqualTo(whole.told);
    }

    private static Telling read(ServerAccessLogs format, InputStream content) {
        var telling = new Telling();
        try {
            format.read(content, telling);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return telling;
    }

    /** Those with anything in them. */
    private static int lines(byte[] input) {
        int lines = 0;
        int start = 0;
        for (int i = 0; i <= input.length; i++) {
            if (i == input.length || input[i] == '\n') {
                int end = i > start && input[i - 1] == '\r' ? i - 1 : i;
                lines += end > start ? 1 : 0;
                start = i + 1;
            }
        }
        return lines;
    }
}
