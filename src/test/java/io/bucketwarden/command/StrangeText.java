package io.bucketwarden.command;

import static org.assertj.core.api.Assertions.assertThat;

/** Names, messages and principals come from others, who may write what a terminal would obey. */
public final class StrangeText {

    public static final String WRITTEN = "a\u001B[2Jb\u009Bc\u202Ed\re\u2028f";
    public static final String SHOWN = "a?[2Jb?c?d?e?f";

    private StrangeText() {}

    /** Nothing in it is obeyed by a terminal, line ends aside. */
    public static void assertHarmless(String printed) {
        assertThat(printed.replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    }
}
