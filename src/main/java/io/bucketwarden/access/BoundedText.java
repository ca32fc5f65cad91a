package io.bucketwarden.access;

import io.bucketwarden.text.Characters;

/**
 * Text of strangers as it may be kept and shown: of one line, of a greatest length, and nothing that a terminal obeys. It
 * names somebody, so no ellipsis is added to it, and it is the same after each way through a status.
 */
public final class BoundedText {

    private BoundedText() {}

    /**
     * The text, cut where it is too long.
     *
     * @param max UTF-16 units
     */
    public static String of(String text, int max) {
        int end = Math.min(text.length(), max);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        int first = 0;
        while (first < end && isPlain(text.charAt(first))) {
            first++;
        }
        return first == end ? text.substring(0, end) : replaced(text, first, end);
    }

    private static String replaced(String text, int first, int end) {
        var shown = new StringBuilder(end).append(text, 0, first);
        for (int i = first; i < end; ) {
            // Whatever follows the cut is not to be looked at, so that a half is not taken for a whole.
            int c = Character.codePointAt(text.subSequence(i, end), 0);
            shown.appendCodePoint(isShown(c) ? c : '?');
            i += Character.charCount(c);
        }
        return shown.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7F;
    }

    private static boolean isShown(int c) {
        // What a log had in place of bytes that are no text looks like the rest of what is not shown.
        return Characters.isShownAlike(c) && c != 0xFFFD;
    }
}
