package io.bucketwarden.text;

/** Text cut to a length, with an ellipsis. */
public final class Shortened {

    private Shortened() {}

    /**
     * The text, or as much of it as fits with an ellipsis. No half of a pair is left over: it could be written nowhere.
     *
     * @param longest UTF-16 units, the ellipsis included; at least 2
     */
    public static String to(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }
}
