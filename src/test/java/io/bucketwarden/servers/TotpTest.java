package io.bucketwarden.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037"})
    void codes_are_those_of_the_rfc(long second, String code) {
        var device = new Totp("12345678901234567890".getBytes(StandardCharsets.US_ASCII), Duration.ofSeconds(30));

        assertThat(device.at(Instant.ofEpochSecond(second))).isEqualTo(code);
    }
}
