package io.bucketwarden.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortenedTest {

    @Test
    void what_fits_stays_and_what_does_not_ends_in_an_ellipsis() {
        assertThat(Shortened.to("", 4)).isEmpty();
        assertThat(Shortened.to("1234", 4)).isEqualTo("1234");
        assertThat(Shortened.to("12345", 4)).isEqualTo("123…");
    }

    @Test
    void no_pair_is_cut_in_half() {
        assertThat(Shortened.to("12\uD83D\uDD12345", 4)).isEqualTo("12…");
        assertThat(Shortened.to("1\uD83D\uDD12345", 4)).isEqualTo("1\uD83D\uDD12…");
        assertThat(Shortened.to("\uD83D\uDD12345", 2)).isEqualTo("…");
    }
}
