package io.bucketwarden.iam.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bucketwarden.iam.PolicyDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Writes a document in another way that says the same: other order, a text for a list of one and back, said twice, escaped. */
final class Respelling {

    // A half of a surrogate pair can only be escaped: UTF-8 has no bytes for it, and a document is refused for that.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();
    private static final List<String> LISTS = List.of("Action", "NotAction", "Resource", "NotResource");
    private static final List<String> PRINCIPALS = List.of("Principal", "NotPrincipal");

    private final Random random;

    private Respelling(Random random) {
        this.random = random;
    }

    static String of(PolicyDocument document, long seed) {
        try {
            return new Respelling(new Random(seed)).respelled((ObjectNode) JSON.readTree(document.toJson()));
        } catch (JsonProcessingException e) {
            throw new AssertionError("what a document writes is JSON", e);
        }
    }

    private String respelled(ObjectNode root) throws JsonProcessingException {
        var statements = new ArrayList<JsonNode>();
        root.get("Statement").forEach(statement -> statements.add(respelledStatement((ObjectNode) statement)));
        Collections.shuffle(statements, random);
        if (!statements.isEmpty() && random.nextBoolean()) {
            statements.add(((ObjectNode) statements.getFirst().deepCopy()).without("Sid"));
        }
        root.put("Id", "another");
        if (statements.size() == 1 && random.nextBoolean()) {
            root.set("Statement", statements.getFirst());
        } else {
            root.putArray("Statement").addAll(statements);
        }
        return JSON.writeValueAsString(root);
    }

    private ObjectNode respelledStatement(ObjectNode statement) {
        var result = JSON.createObjectNode();
        var elements = new ArrayList<>(statement.properties());
        Collections.shuffle(elements, random);
        elements.forEach(element -> result.set(element.getKey(), element.getValue()));
        LISTS.stream().filter(result::has).forEach(key -> result.set(key, otherList(result.get(key))));
        for (var key : PRINCIPALS) {
            if (result.get(key) instanceof ObjectNode kinds) {
                kinds.properties().forEach(kind -> kind.setValue(otherList(kind.getValue())));
            }
        }
        if (result.get("Condition") instanceof ObjectNode operators) {
            for (var operator : operators) {
                operator.properties().forEach(key -> key.setValue(otherList(key.getValue())));
            }
        }
        return result;
    }

    private JsonNode otherList(JsonNode values) {
        if (values.isValueNode()) {
            return JSON.createArrayNode().add(values).add(values);
        }
        if (values.size() == 1) {
            return values.get(0);
        }
        var list = new ArrayList<JsonNode>();
        values.forEach(list::add);
        Collections.shuffle(list, random);
        return JSON.createArrayNode().addAll(list);
    }
}
