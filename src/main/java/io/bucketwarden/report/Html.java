package io.bucketwarden.report;

import io.bucketwarden.text.Characters;
import io.bucketwarden.text.Shortened;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A piece of a page. There is no way to make one of text but to escape it, so nothing that strangers wrote is obeyed. */
public final class Html {

    public static final Html NONE = new Html("");

    /** Longest text that is shown, in characters; nothing that AWS or the operator says is longer. */
    static final int MAX_TEXT = 2000;

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /** Bounded, on one line, and with a question mark for each character that would do something instead of being shown. */
    public static Html text(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        var escaped = new StringBuilder(text.length());
        Shortened.to(text, MAX_TEXT).codePoints().forEach(character -> escape(character, escaped));
        return new Html(escaped.toString());
    }

    private static void escape(int character, StringBuilder to) {
        switch (character) {
            case '&' -> to.append("&amp;");
            case '<' -> to.append("&lt;");
            case '>' -> to.append("&gt;");
            case '"' -> to.append("&quot;");
            case '\'' -> to.append("&#39;");
            case '\n' -> to.append(' ');
            default -> {
                var shown = Characters.isShownAlike(character) ? character : '?';
                // So that it is the same in every encoding.
                to.append(shown < 127 ? Character.toString(shown) : "&#" + shown + ";");
            }
        }
    }

    /** The style sheet of our own, which is no text of anybody else. */
    static Html style(String css) {
        return new Html("<style>\n" + css + "</style>\n");
    }

    public static Html of(Stream<Html> pieces) {
        return new Html(pieces.map(piece -> piece.markup).collect(Collectors.joining()));
    }

    public static Html of(Object... pieces) {
        return of(Stream.of(pieces).map(Html::piece));
    }

    /** An element without content, such as {@code th} or {@code svg}, to be given attributes and content. */
    public static Tag tag(String name) {
        return new Tag(name, "");
    }

    public static Tag tag(String name, String styleClass) {
        return tag(name).with("class", styleClass);
    }

    private static Html piece(Object piece) {
        return switch (piece) {
            case Html html -> html;
            case List<?> list -> of(list.stream().map(Html::piece));
            default -> text(piece.toString());
        };
    }

    public boolean isEmpty() {
        return markup.isEmpty();
    }

    @Override
    public String toString() {
        return markup;
    }

    /** The beginning of an element. */
    public record Tag(String name, String attributes) {

        public Tag with(String attribute, Object value) {
            return new Tag(name, attributes + " " + attribute + "=\"" + text(value.toString()) + "\"");
        }

        /**
         * The element with its content.
         *
         * @param content pieces of HTML, lists of them, or anything else, which is text
         */
        public Html of(Object... content) {
            return new Html("<" + name + attributes + ">" + Html.of(content) + "</" + name + ">");
        }

        /** One that has no end, such as {@code meta}. */
        public Html alone() {
            return new Html("<" + name + attributes + ">");
        }
    }
}
