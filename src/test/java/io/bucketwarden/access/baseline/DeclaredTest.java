package io.bucketwarden.access.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredTest {

    private static final List<String> NETWORKS = List.of("203.0.113.0/24", "2001:db8:1::/48", "10.1.0.0/16");

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, false, false",
        "203.0.114.9, true, true",
        "2001:db8:1::5, false, false",
        "2001:db8:2::5, true, true",
        "10.1.2.3, false, false",
        "10.2.2.3, true, false",
        "fd00::1, true, false",
        "s3.amazonaws.com, false, false",
        "'', false, false",
    })
    void an_address_is_outside_of_all_networks_or_cannot_be_told(
            String address, boolean withNetworks, boolean withEndpointsAsWell) {
        assertThat(Declared.of(NETWORKS, List.of(), List.of(), false, "").isOutsideAddress(address))
                .isEqualTo(withNetworks);
        assertThat(Declared.of(NETWORKS, List.of("vpce-1"), List.of(), false, "")
                        .isOutsideAddress(address))
                .isEqualTo(withEndpointsAsWell);
        assertThat(Declared.NOTHING.isOutsideAddress(address)).isFalse();
    }

    @Test
    void an_endpoint_is_outside_unless_it_is_declared() {
        var asks = Asks.by("a", 0).from("10.9.9.9").through("vpce-2").access();
        assertThat(Declared.NOTHING.isOutsideEndpoint(asks)).isFalse();
        assertThat(Declared.of(NETWORKS, List.of(), List.of(), false, "").isOutsideEndpoint(asks))
                .isTrue();
        assertThat(Declared.of(List.of(), List.of("vpce-1"), List.of(), false, "")
                        .isOutsideEndpoint(asks))
                .isTrue();
        assertThat(Declared.of(List.of(), List.of("vpce-2"), List.of(), false, "")
                        .isOutsideEndpoint(asks))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sts::111111111111:assumed-role/app, false",
        "arn:aws-cn:iam::222222222222:user/bob, true",
        "arn:aws:iam::333333333333:root, false",
        "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity X, false",
        "anonymous, true",
        "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be, false",
        "arn:aws:iam::22222222222x:user/bob, false",
        "arn:aws:iam, false",
    })
    void whoever_is_of_another_account_than_those_and_the_owners_is_outside(String principal, boolean outside) {
        var declared = Declared.of(List.of(), List.of(), List.of("111111111111"), false, "333333333333");
        assertThat(declared.isOutsideAccounts(principal)).isEqualTo(outside);
        assertThat(Declared.NOTHING.isOutsideAccounts(principal)).isFalse();
    }

    @Test
    void where_organizations_are_declared_only_of_anonymous_it_can_be_told() {
        var declared = Declared.of(List.of(), List.of(), List.of("111111111111"), true, "");
        assertThat(declared.isOutsideAccounts("arn:aws:iam::222222222222:user/bob"))
                .isFalse();
        assertThat(declared.isOutsideAccounts("anonymous")).isTrue();
    }

    @Test
    void the_same_limits_have_the_same_fingerprint_and_others_another() {
        var one = Declared.of(List.of("10.0.0.0/8", "11.0.0.0/8"), List.of("vpce-1"), List.of("1"), false, "o");
        var same = Declared.of(List.of("11.0.0.0/8", "10.0.0.0/8"), List.of("vpce-1"), List.of("1"), false, "o");
        var other = Declared.of(List.of("11.0.0.0/8"), List.of("vpce-1"), List.of("1"), false, "o");
        assertThat(one.print()).isEqualTo(same.print()).isNotEqualTo(other.print());
    }
}
