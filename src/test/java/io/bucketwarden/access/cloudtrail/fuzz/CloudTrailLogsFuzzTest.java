package io.bucketwarden.access.cloudtrail.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.cloudtrail.CloudTrailLogs;
import io.bucketwarden.access.fuzz.Overheard;
import io.bucketwarden.iam.fuzz.SeedCorpus;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the content: it is read without an error, what is kept is bounded and printable, and pieces are the same. */
class CloudTrailLogsFuzzTest {

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
        var whole = overheard().read(new CloudTrailLogs(), input);
        var pieces = overheard().readInPieces(new CloudTrailLogs(), input);
        assertThat(pieces.told()).isEqualTo(whole.told());
    }

    private static Overheard overheard() {
        return new Overheard(200, 599);
    }
}
