package io.bucketwarden.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.CallFailed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {

    @Test
    void what_was_packed_is_read_again() {
        var memory = new Memory(Map.of("cursor", "1:\"ä\n", "baseline", "x".repeat(100_000)));

        assertThat(Memory.unpack(memory.pack())).isEqualTo(memory);
    }

    @Test
    void the_same_is_packed_into_the_same_text_so_that_nothing_is_written_for_nothing() {
        var one = new Memory(Map.of("a", "1", "b", "2"));
        var same = new Memory(Map.of("b", "2", "a", "1"));

        assertThat(one.pack()).isEqualTo(same.pack());
    }

    @Test
    void nothing_was_remembered_where_there_is_no_text() {
        assertThat(Memory.unpack(null)).isEqualTo(Memory.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no base64!", "AAAA", "H4sIAAAAAAAA"})
    void what_cannot_be_understood_is_told_and_never_taken_for_nothing(String text) {
        assertThatThrownBy(() -> Memory.unpack(text))
                .isInstanceOfSatisfying(
                        CallFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.MemoryUnreadable))
                .hasMessageContaining("delete this S3BucketAccess");
    }

    @Test
    void a_text_that_swells_is_refused_before_it_fills_the_heap() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(("{\"a\":\"" + "x".repeat(9 * 1024 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> Memory.unpack(Base64.getEncoder().encodeToString(bytes.toByteArray())))
                .hasMessageContaining("larger than anything");
    }
}
