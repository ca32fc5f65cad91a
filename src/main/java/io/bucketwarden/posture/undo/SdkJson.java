package io.bucketwarden.posture.undo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** A value of the SDK as JSON and back, field by field as the SDK itself lists them, so that none has to be known here. */
final class SdkJson {

    private SdkJson() {}

    /** Fields by the names that the API gives them; those that are not set are left out. */
    static ObjectNode of(SdkPojo value) {
        var json = JsonNodeFactory.instance.objectNode();
        for (var field : value.sdkFields()) {
            var content = field.getValueOrDefault(value);
            if (content != null && !(content instanceof SdkAutoConstructList<?>)) {
                json.set(field.memberName(), node(content));
            }
        }
        return json;
    }

    /**
     * Reads a value.
     *
     * @param builder an empty one
     * @throws IllegalArgumentException when the JSON is none of these values, or has a field that the SDK does not know
     */
    static <T, B extends SdkPojo & SdkBuilder<B, T>> T read(JsonNode json, B builder) {
        fill(json, builder);
        return builder.build();
    }

    private static JsonNode node(Object content) {
        return switch (content) {
            case SdkPojo value -> of(value);
            case String text -> TextNode.valueOf(text);
            case Boolean flag -> BooleanNode.valueOf(flag);
            case Integer number -> IntNode.valueOf(number);
            case Long number -> LongNode.valueOf(number);
            case List<?> list -> {
                var array = JsonNodeFactory.instance.arrayNode();
                list.forEach(element -> array.add(node(Objects.requireNonNull(element))));
                yield array;
            }
            default ->
                throw new IllegalArgumentException(
                        "A " + content.getClass().getSimpleName() + " cannot be written as JSON");
        };
    }

    private static void fill(JsonNode json, SdkPojo builder) {
        if (!(json instanceof ObjectNode object)) {
            throw new IllegalArgumentException("not a JSON object: " + json.getNodeType());
        }
        var unknown = new HashSet<String>();
        object.fieldNames().forEachRemaining(unknown::add);
        for (var field : builder.sdkFields()) {
            var content = object.get(field.memberName());
            if (content != null) {
                field.set(builder, content(content, field));
            }
            unknown.remove(field.memberName());
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown fields " + unknown);
        }
    }

    private static Object content(JsonNode json, SdkField<?> field) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        return switch (type) {
            case STRING -> checked(json, json.isTextual(), field).asText();
            case BOOLEAN -> checked(json, json.isBoolean(), field).asBoolean();
            case INTEGER -> checked(json, json.canConvertToInt(), field).asInt();
            case LONG -> checked(json, json.canConvertToLong(), field).asLong();
            case LIST -> list(json, field);
            case SDK_POJO -> {
                var builder = field.constructor().get();
                fill(json, builder);
                yield ((Buildable) builder).build();
            }
            default -> throw new IllegalArgumentException(field.memberName() + " cannot be read from JSON");
        };
    }

    private static List<Object> list(JsonNode json, SdkField<?> field) {
        if (!(json instanceof ArrayNode array)) {
            throw wrong(field);
        }
        var element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        var list = new ArrayList<Object>();
        array.forEach(one -> list.add(content(one, element)));
        return list;
    }

    private static JsonNode checked(JsonNode json, boolean fits, SdkField<?> field) {
        if (!fits) {
            throw wrong(field);
        }
        return json;
    }

    private static IllegalArgumentException wrong(SdkField<?> field) {
        return new IllegalArgumentException("wrong kind of value for " + field.memberName());
    }
}
