package io.bucketwarden.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {

    @ParameterizedTest(name = "U+{0}")
    @ValueSource(
            strings = {"0", "A", "1B", "7F", "9B", "AD", "200B", "202E", "2028", "2029", "FEFF", "D800", "DFFF", "E0041"
            })
    void what_would_do_something_is_obeyed_and_never_shown(String hex) {
        int character = Integer.parseInt(hex, 16);

        assertThat(Characters.isObeyed(character)).isTrue();
        assertThat(Characters.isShownAlike(character)).isFalse();
        assertThat(Characters.disarmed("a" + Character.toString(character) + "b", '?'))
                .isEqualTo("a?b");
    }

    @ParameterizedTest(name = "U+{0}")
    @ValueSource(strings = {"20", "41", "7E", "A0", "E9", "8A9E", "FFFD", "1F512"})
    void other_characters_stay(String hex) {
        int character = Integer.parseInt(hex, 16);

        assertThat(Characters.isObeyed(character)).isFalse();
        assertThat(Characters.isShownAlike(character)).isTrue();
        assertThat(Characters.disarmed("a" + Character.toString(character) + "b", '?'))
                .isEqualTo("a" + Character.toString(character) + "b");
    }

    @ParameterizedTest(name = "U+{0}")
    @ValueSource(strings = {"E000", "10FFFD", "FFFF", "378"})
    void what_a_font_or_a_later_unicode_decides_does_nothing_and_is_not_shown_alike(String hex) {
        int character = Integer.parseInt(hex, 16);

        assertThat(Characters.isObeyed(character)).isFalse();
        assertThat(Characters.isShownAlike(character)).isFalse();
    }

    @Test
    void half_of_a_pair_is_replaced_and_a_whole_one_is_not() {
        assertThat(Characters.disarmed("\uD83D\uDD12 \uD83D \uDD12", '\uFFFD')).isEqualTo("\uD83D\uDD12 \uFFFD \uFFFD");
    }
}
