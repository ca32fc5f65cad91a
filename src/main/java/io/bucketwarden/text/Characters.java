package io.bucketwarden.text;

/** What a character, as a code point, does to those who read a text that strangers wrote. */
public final class Characters {

    private Characters() {}

    /**
     * Whether it does something instead of being shown: control characters, also those of eight bits; marks that reorder or
     * hide text; line and paragraph separators. So does half of a pair, which is no character.
     */
    public static boolean isObeyed(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** Whether everybody sees the same: neither is it obeyed, nor is it left to a font, or to a later Unicode, what it is. */
    public static boolean isShownAlike(int character) {
        return switch (Character.getType(character)) {
            case Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> !isObeyed(character);
        };
    }

    /** The text on one line, with something harmless in place of each character that would be obeyed. */
    public static String disarmed(String text, char instead) {
        var disarmed = new StringBuilder(text.length());
        text.codePoints().forEach(character -> disarmed.appendCodePoint(isObeyed(character) ? instead : character));
        return disarmed.toString();
    }
}
