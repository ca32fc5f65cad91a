package io.bucketwarden.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sha256Test {

    /** The values are those of FIPS 180-2, appendix B, and of {@code printf ä | sha256sum}. */
    @Test
    void as_many_bytes_are_told_of_the_hash_of_the_text_in_utf_8() {
        assertThat(Sha256.hex("abc", 32)).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.hex("abc", 8)).isEqualTo("ba7816bf8f01cfea");
        assertThat(Sha256.hex("ä", 8)).isEqualTo("33e6d73fee82904c");
    }
}
