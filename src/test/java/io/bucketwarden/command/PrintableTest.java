package io.bucketwarden.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void what_a_terminal_would_obey_is_a_question_mark() {
        assertThat(Printable.of(StrangeText.WRITTEN)).isEqualTo(StrangeText.SHOWN);
        assertThat(Printable.of("Größe 語 \uD83D\uDD12")).isEqualTo("Größe 語 \uD83D\uDD12");
    }
}
