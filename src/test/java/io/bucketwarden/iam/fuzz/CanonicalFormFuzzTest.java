package io.bucketwarden.iam.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the document: a change leaves all that is not ours alone, and how it is written does not count. */
class CanonicalFormFuzzTest {

    private static final String OURS = "BucketwardenFuzzed";

    static Stream<Named<byte[]>> seeds() throws IOException {
        return SeedCorpus.of("CanonicalForm");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_seed_keeps_what_is_not_ours_and_its_meaning(byte[] input) {
        fuzzerTestOneInput(input);
    }

    /** The name by which Jazzer finds it. */
    public static void fuzzerTestOneInput(byte[] input) {
        FuzzedPolicy.of(new String(input, StandardCharsets.UTF_8)).ifPresent(document -> {
            changesOnlyWhatIsOurs(document);
            meansTheSameInAnotherSpelling(document, Arrays.hashCode(input));
            agreesOnMeaningBothWays(document);
        });
    }

    private static void changesOnlyWhatIsOurs(PolicyDocument document) {
        assertThat(document.with(List.of(), Set.of()).toJson()).isEqualTo(document.toJson());
        if (document.bySid(OURS).isPresent()) {
            return;
        }
        var ours = Statement.deny(OURS)
                .principal("*")
                .actions("s3:*")
                .resources("arn:aws:s3:::acme")
                .build();

        var put = document.with(List.of(ours), Set.of());

        assertThat(put.statements()).hasSize(document.statements().size() + 1);
        assertThat(put.with(List.of(ours), Set.of()).toJson()).isEqualTo(put.toJson());
        assertThat(PolicyDocument.parse(put.toJson()).bySid(OURS)).isPresent();
        assertThat(put.with(List.of(), Set.of(OURS)).toJson()).isEqualTo(document.toJson());
    }

    private static void meansTheSameInAnotherSpelling(PolicyDocument document, long seed) {
        var respelled = PolicyDocument.parse(Respelling.of(document, seed));

        assertThat(document.sameMeaning(document)).isTrue();
        assertThat(document.sameMeaning(respelled))
                .as("%s%n%s", document, respelled)
                .isTrue();
        assertThat(respelled.sameMeaning(document))
                .as("%s%n%s", respelled, document)
                .isTrue();
    }

    private static void agreesOnMeaningBothWays(PolicyDocument document) {
        var some = document.statements().stream().limit(4).toList();
        for (var one : some) {
            assertThat(one.isAllow()).isNotEqualTo(one.isDeny());
            for (var other : some) {
                assertThat(one.sameMeaning(other)).isEqualTo(other.sameMeaning(one));
                if (one.sameMeaning(other)) {
                    assertThat(one.covers(other)).isEqualTo(one.covers(one));
                }
            }
        }
    }
}
