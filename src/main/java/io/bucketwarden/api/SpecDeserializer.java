package io.bucketwarden.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.bucketwarden.text.Nearest;
import io.bucketwarden.text.Shortened;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads a spec in full or not at all. One resource that cannot be read must neither stop the informer of all others nor
 * be acted upon by half, so it becomes a spec that holds nothing but the reason.
 */
abstract class SpecDeserializer<T> extends JsonDeserializer<T> {

    /** What is made here, and written by nobody. */
    private static final String UNREADABLE = "unreadable";

    private static final int LONGEST = 60;

    private final Class<T> type;
    private final Function<String, T> unreadable;
    private final String consequence;
    private final JsonMapper strict;

    /** Switches this very deserializer off, inside itself. */
    @JsonDeserialize(using = JsonDeserializer.None.class)
    private interface Plain {}

    /** @param consequence what an unreadable spec means, as a sentence without its full stop */
    SpecDeserializer(Class<T> type, Function<String, T> unreadable, String consequence) {
        this.type = type;
        this.unreadable = unreadable;
        this.consequence = consequence;
        this.strict = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // As the API server does: an account without quotes is a number, and may have lost its zeros.
                .withCoercionConfig(
                        LogicalType.Textual,
                        to -> to.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addMixIn(type, Plain.class)
                .build();
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var tree = context.readValue(parser, JsonNode.class);
        try {
            return strict.treeToValue(tree, type);
        } catch (JsonMappingException e) {
            var path = e.getPath().stream()
                    .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
                    .collect(Collectors.joining());
            return unreadable.apply("spec" + path + " cannot be understood by this version of Bucketwarden" + why(e)
                    + " Correct it, or upgrade Bucketwarden. " + consequence + " until then.");
        } catch (JsonProcessingException e) {
            return unreadable.apply("The spec cannot be understood. " + consequence + ".");
        }
    }

    /** To follow what cannot be understood, with its full stop or question mark. */
    private static String why(JsonMappingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> {
                var known = unknown.getKnownPropertyIds().stream()
                        .map(String::valueOf)
                        .filter(name -> !name.equals(UNREADABLE))
                        .sorted()
                        .toList();
                yield ": there is no field " + Shortened.to(unknown.getPropertyName(), LONGEST)
                        + Nearest.to(unknown.getPropertyName(), known)
                                .map(SpecDeserializer::meant)
                                .orElse(" here, only " + String.join(", ", known) + ".");
            }
            case InvalidFormatException wrong
            when wrong.getTargetType() != null && wrong.getTargetType().isEnum() -> {
                var written = String.valueOf(wrong.getValue());
                var allowed = Arrays.stream(wrong.getTargetType().getEnumConstants())
                        .map(String::valueOf)
                        .toList();
                yield ": '" + Shortened.to(written, LONGEST) + "' is none of " + String.join(", ", allowed)
                        + Nearest.to(written, allowed)
                                .map(SpecDeserializer::meant)
                                .orElse(".");
            }
            default -> ".";
        };
    }

    private static String meant(String name) {
        return "; did you mean " + name + "?";
    }
}
