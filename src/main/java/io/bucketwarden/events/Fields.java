package io.bucketwarden.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.bucketwarden.text.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object of a message, read with distrust: of the types they must have, no longer than they may be,
 * and without characters that would forge a line of a log.
 *
 * @param path of the object in the message, for people
 */
record Fields(JsonNode object, String path) {

    /** Text of a field, cut to a length; null when there is none. */
    @Nullable
    String text(String name, int longest) throws MalformedMessage {
        var text = rawText(name);
        return text == null || text.isEmpty() ? null : printable(text, longest);
    }

    /** Text of a field as it is. */
    @Nullable
    String rawText(String name) throws MalformedMessage {
        var value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new MalformedMessage(path + name + " is not text");
        }
        return value.textValue();
    }

    String required(String name, int longest) throws MalformedMessage {
        return Optional.ofNullable(text(name, longest))
                .orElseThrow(() -> new MalformedMessage(path + name + " is missing"));
    }

    /** The value of a field that is true, false or not there. */
    Optional<Boolean> flag(String name) throws MalformedMessage {
        var value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw new MalformedMessage(path + name + " is neither true nor false");
        }
        return Optional.of(value.booleanValue());
    }

    /** An object of a field; one without fields when there is none. */
    Fields in(String name) throws MalformedMessage {
        var value = object.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
            throw new MalformedMessage(path + name + " is not an object");
        }
        return new Fields(value, path + name + ".");
    }

    /** The objects of a list; none when there is no list. */
    List<Fields> each(String name) throws MalformedMessage {
        var value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new MalformedMessage(path + name + " is not a list");
        }
        var all = new ArrayList<Fields>();
        for (var one : value) {
            if (!one.isObject()) {
                throw new MalformedMessage(path + name + " holds something else than objects");
            }
            all.add(new Fields(one, path + name + "[]."));
        }
        return all;
    }

    /** Not with a question mark, since these texts are compared, and with patterns in which it stands for any character. */
    private static String printable(String text, int longest) {
        var cut = text.length() <= longest ? text : text.substring(0, longest);
        return Characters.disarmed(cut, '\uFFFD');
    }
}
