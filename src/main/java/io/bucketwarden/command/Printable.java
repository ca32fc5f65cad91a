package io.bucketwarden.command;

import io.bucketwarden.text.Characters;
import java.io.PrintWriter;

/** Text of others, such as names, messages and principals, as it may be shown: a terminal obeys control characters. */
public final class Printable {

    private Printable() {}

    /** One line: each character that would do something instead of being shown is a question mark. */
    public static String of(String text) {
        return Characters.disarmed(text, '?');
    }

    /** Tells it to a person who waits, as one line. */
    public static void tell(String text, PrintWriter err) {
        err.println(of(text));
        err.flush();
    }
}
