package io.bucketwarden.access.cloudtrail.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.cloudtrail.CloudTrailLogs;
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

/** Whatever the content: it is read without an error, what is kept is bounded and printable, and pieces are the same. */
class CloudTrailLogsFuzzTest {

    private static final class Telling implements AccessSink {

        private final List<String> told = new ArrayList<>();

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
            assertThat(access.status()).isBetween(200, 599);
            assertThat(access.bytes()).isNotNegative();
            assertThat(access.second()).isBetween(1_130_000_000L, 7_300_000_000L);
        }

        @Override
        public void unreadable(Fault fault) {
            told.add(fault.toString());
        }

        private static void assertBounded(String text, int max) {
            assertThat(text)
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(max)
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}]");
        }
    }

    static Stream<Named<byte[]>> seeds() throws IOException {
        return SeedCorpus.of("CloudTrailLogs");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_seed_is_told_record_by_record(byte[] input) {
        fuzzerTestOneInput(input);
    }

    /** The name by which Jazzer finds it. */
    public static void fuzzerTestOneInput(byte[] input) {
        var whole = read(new ByteArrayInputStream(input));
        var pieces = read(new ByteArrayInputStream(input) {
            @Override
            public synchronized int read(byte[] target, int offset, int count) {
                return super.read(target, offset, Math.min(count, 1));
            }
        });
        assertThat(pieces).isEqualTo(whole);
    }

    private static List<String> read(InputStream content) {
        var telling = new Telling();
        try {
            new CloudTrailLogs().read(content, telling);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return telling.told;
    }
}
