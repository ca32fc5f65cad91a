package io.bucketwarden.access.log.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.Fault;
import io.bucketwarden.access.fuzz.Overheard;
import io.bucketwarden.access.log.ServerAccessLogs;
import io.bucketwarden.iam.fuzz.SeedCorpus;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the content: each line is told once, what is kept of it is bounded and printable, and pieces are the same. */
class ServerAccessLogsFuzzTest {

    private static final ServerAccessLogs USED = new ServerAccessLogs();

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
        var whole = overheard().read(new ServerAccessLogs(), input);
        var isGzip = input.length > 1 && (input[0] & 0xFF) == 0x1F && (input[1] & 0xFF) == 0x8B;
        if (!isGzip) {
            assertThat(whole.faults()).doesNotContain(Fault.DAMAGED);
            assertThat(whole.told()).hasSize(lines(input));
        }
        // By one that has read others before.
        var pieces = overheard().readInPieces(USED, input);
        assertThat(pieces.told()).isEqualTo(whole.told());
    }

    private static Overheard overheard() {
        return new Overheard(0, 999);
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
