package io.bucketwarden.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketSelectorTest {

    @Test
    void says_what_it_asks_of_a_bucket() {
        var selector = new BucketSelector(
                List.of("acme-*", "!acme-scratch-*"), Map.of("team", "pay", "stage", "live"), List.of("eu-central-1"));

        assertThat(selector.describe())
                .isEqualTo("namePatterns acme-*, !acme-scratch-*; tags stage=live, team=pay; regions eu-central-1");
    }

    @Test
    void is_silent_of_what_is_left_out_and_short_of_what_is_long() {
        var patterns = IntStream.range(0, 12).mapToObj(i -> "acme-" + i).toList();

        assertThat(new BucketSelector(patterns, null, null).describe())
                .startsWith("namePatterns acme-0, ")
                .endsWith(", acme-9 and 2 more");
    }
}
