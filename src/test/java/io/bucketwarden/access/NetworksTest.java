package io.bucketwarden.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network that an address counts as. */
class NetworksTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
            203.0.113.77                 | 203.0.113.0/24
            10.0.0.0                     | 10.0.0.0/24
            255.255.255.255              | 255.255.255.0/24
            2001:db8:1:2:3:4:5:6         | 2001:db8:1::/48
            2001:DB8:0001::1             | 2001:db8:1::/48
            2001:db8::1                  | 2001:db8::/48
            2001::1                      | 2001::/48
            ::1                          | ::/48
            0:0:7::                      | 0:0:7::/48
            0:7::                        | 0:7::/48
            fd00:10:20:30::1             | fd00:10:20::/48
            203.0.113                    | unknown
            203.0.113.256                | unknown
            203.0.113.7/8                | unknown
            203.0.113.0/24               | unknown
            -                            | unknown
            ``                           | unknown
            cloudtrail.amazonaws.com     | unknown
            AWS Internal                 | unknown
            2001:db8:::1                 | unknown
            localhost                    | unknown
            """)
    void an_address_counts_as_its_network(String ip, String network) {
        assertThat(Networks.of(ip)).isEqualTo(network);
    }
}
