package io.bucketwarden.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <script>alert(1)</script> | &lt;script&gt;alert(1)&lt;/script&gt;
            " onload='x               | &quot; onload=&#39;x
            a & b                     | a &amp; b
            &lt;b&gt;                 | &amp;lt;b&amp;gt;
            """)
    void text_is_never_markup(String text, String escaped) {
        assertThat(Html.text(text)).hasToString(escaped);
        assertThat(Html.tag("p").with("title", text).of(text))
                .hasToString("<p title=\"" + escaped + "\">" + escaped + "</p>");
    }

    @Test
    void what_would_do_something_instead_of_being_shown_is_a_question_mark() {
        assertThat(Html.text("a\u202eb\u0000c\u001b[31md\u2028e\ud800f\ufeff")).hasToString("a?b?c?[31md?e?f?");
        assertThat(Html.text("one\ntwo")).hasToString("one two");
    }

    @Test
    void the_page_is_the_same_in_every_encoding() {
        assertThat(Html.text("Ärger · 日本 😀")).hasToString("&#196;rger &#183; &#26085;&#26412; &#128512;");
    }

    @Test
    void text_is_bounded() {
        assertThat(Html.text("x".repeat(100_000)).toString())
                .hasSize(Html.MAX_TEXT - 1 + "&#8230;".length())
                .endsWith("x&#8230;");
    }

    @Test
    void pieces_and_lists_of_them_keep_their_markup() {
        assertThat(Html.tag("p", "quiet")
                        .of("1 < 2 ", java.util.List.of(Html.tag("b").of(3), "<")))
                .hasToString("<p class=\"quiet\">1 &lt; 2 <b>3</b>&lt;</p>");
    }
}
