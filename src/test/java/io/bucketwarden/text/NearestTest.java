package io.bucketwarden.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> NAMES = List.of("Audit", "Enforce", "versioning", "status", "bucketName");

    @ParameterizedTest
    @CsvSource({
        "Enforced, Enforce",
        "audit, Audit",
        "ENFORCE, Enforce",
        "versionning, versioning",
        "bucketname, bucketName",
        "bucket_name, bucketName",
        "stauts, status"
    })
    void a_name_that_is_written_a_little_otherwise_is_found(String written, String name) {
        assertThat(Nearest.to(written, NAMES)).contains(name);
    }

    @ParameterizedTest
    @CsvSource({"Write", "state", "x", "''", "encryption"})
    void what_is_something_else_is_not(String written) {
        assertThat(Nearest.to(written, NAMES)).isEmpty();
    }

    @Test
    void a_long_text_is_compared_with_nothing() {
        assertThat(Nearest.to("x".repeat(1_000_000), NAMES)).isEmpty();
    }
}
