package io.bucketwarden.iam.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.iam.MalformedPolicyException;
import io.bucketwarden.iam.PolicyDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the text: it is called malformed, shortly, or it is a document that survives being written and read. */
class ParserFuzzTest {

    private static final int LONGEST_MESSAGE = 400;

    static Stream<Named<byte[]>> seeds() throws IOException {
        return SeedCorpus.of("Parser");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_seed_is_called_malformed_or_survives_being_written_and_read(byte[] input) {
        fuzzerTestOneInput(input);
    }

    /** The name by which Jazzer finds it. */
    public static void fuzzerTestOneInput(byte[] input) {
        PolicyDocument document;
        try {
            document = PolicyDocument.parse(new String(input, StandardCharsets.UTF_8));
        } catch (MalformedPolicyException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(LONGEST_MESSAGE);
            return;
        }
        var written = document.toJson();
        var again = PolicyDocument.parse(written);
        assertThat(again.sameMeaning(document)).as(written).isTrue();
        assertThat(again.toJson()).isEqualTo(written);
        assertThat(again.statements()).hasSameSizeAs(document.statements());
    }
}
