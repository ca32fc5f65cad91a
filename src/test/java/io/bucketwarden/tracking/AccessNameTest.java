package io.bucketwarden.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessNameTest {

    @Test
    void a_policy_that_names_its_bucket_lends_its_own_name() {
        assertThat(AccessName.readable("invoices", "acme-invoices", true)).isEqualTo("invoices");
    }

    @Test
    void the_buckets_of_a_fleet_follow_the_name_of_the_policy() {
        assertThat(AccessName.readable("baseline", "acme-invoices", false)).isEqualTo("baseline.acme-invoices");
    }

    @Test
    void a_name_that_would_be_too_long_gives_way_to_one_that_is_unmistakable() {
        var policy = "p".repeat(250);

        assertThat(AccessName.readable(policy, "acme-invoices", false))
                .isEqualTo(AccessName.unmistakable(policy, "acme-invoices"))
                .hasSize("access-".length() + 32);
    }

    @Test
    void the_unmistakable_name_tells_where_the_policy_ends_and_the_bucket_begins() {
        assertThat(AccessName.unmistakable("a.b", "c")).isNotEqualTo(AccessName.unmistakable("a", "b.c"));
    }
}
