package io.bucketwarden.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes are in statuses that were written by earlier versions. */
class VarintTest {

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "127, 7f",
        "128, 8001",
        "300, ac02",
        "9223372036854775807, ffffffffffffffff7f",
        "-1, ffffffffffffffffff01"
    })
    void a_number_takes_as_few_bytes_as_it_needs(long number, String hex) throws IOException {
        var bytes = new ByteArrayOutputStream();

        Varint.write(new DataOutputStream(bytes), number);

        assertThat(HexFormat.of().formatHex(bytes.toByteArray())).isEqualTo(hex);
        assertThat(Varint.read(in(hex))).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"0, 00", "-1, 01", "1, 02", "-64, 7f", "64, 8001", "2147483647, feffffff0f", "-2147483648, ffffffff0f"})
    void a_small_one_of_either_sign_takes_few(int number, String hex) throws IOException {
        var bytes = new ByteArrayOutputStream();

        Varint.writeSigned(new DataOutputStream(bytes), number);

        assertThat(HexFormat.of().formatHex(bytes.toByteArray())).isEqualTo(hex);
        assertThat(Varint.readSigned(in(hex))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "ffff", "ffffffffffffffffffff01"})
    void bytes_that_are_no_number_are_refused(String hex) {
        assertThatThrownBy(() -> Varint.read(in(hex))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Varint.readSigned(in(hex))).isInstanceOf(IOException.class);
    }

    @Test
    void nor_is_one_that_has_no_room_taken_for_another() {
        assertThatThrownBy(() -> Varint.readSigned(in("ffffffff1f"))).isInstanceOf(IOException.class);
    }

    private static DataInputStream in(String hex) {
        return new DataInputStream(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
    }
}
