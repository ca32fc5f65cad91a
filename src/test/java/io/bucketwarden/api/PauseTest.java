package io.bucketwarden.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pause is a safety switch: however it is spelled, it holds. */
class PauseTest {

    @ParameterizedTest
    @CsvSource({"true, true", "True, true", "yes, true", "1, true", "false, false", "False, false", "'', false"})
    void anything_but_false_pauses(String value, boolean paused) {
        var policy = new S3BucketPolicy();
        policy.getMetadata().setAnnotations(Map.of(S3BucketPolicy.PAUSED, value));

        assertThat(policy.isPaused()).isEqualTo(paused);
    }
}
