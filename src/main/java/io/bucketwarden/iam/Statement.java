package io.bucketwarden.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** One statement of a policy document: its JSON exactly as written, and its meaning. Immutable. */
public final class Statement {

    private final ObjectNode json;
    private final Meaning meaning;

    private Statement(ObjectNode json) {
        this.json = json;
        this.meaning = Meaning.of(json);
    }

    /**
     * Reads a statement.
     *
     * @throws MalformedPolicyException when the node is not one
     */
    public static Statement parse(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            throw new MalformedPolicyException("a statement is not a JSON object");
        }
        return new Statement(object.deepCopy());
    }

    public static Builder deny(String sid) {
        return new Builder(sid, "Deny");
    }

    public static Builder allow(String sid) {
        return new Builder(sid, "Allow");
    }

    public Optional<String> sid() {
        var sid = json.get("Sid");
        return sid == null || !sid.isTextual() || sid.asText().isEmpty() ? Optional.empty() : Optional.of(sid.asText());
    }

    public JsonNode json() {
        return json.deepCopy();
    }

    public boolean isAllow() {
        return meaning.allow();
    }

    public boolean isDeny() {
        return !meaning.allow();
    }

    /** Whether both say the same, whatever their Sid. */
    public boolean sameMeaning(Statement other) {
        return meaning.equals(other.meaning);
    }

    /**
     * Whether this Deny denies at least everything that {@code wanted}, also a Deny, denies. Conservative: false when
     * that is not certain.
     */
    public boolean covers(Statement wanted) {
        return meaning.covers(wanted.meaning);
    }

    Meaning meaning() {
        return meaning;
    }

    @Override
    public String toString() {
        return json.toString();
    }

    /** Writes a statement of ours. */
    public static final class Builder {

        private final ObjectNode json = JsonNodeFactory.instance.objectNode();

        private Builder(String sid, String effect) {
            json.put("Sid", sid).put("Effect", effect);
        }

        /** Everybody: {@code "*"}. */
        public Builder principal(String everybody) {
            json.put("Principal", everybody);
            return this;
        }

        public Builder principal(String kind, String... values) {
            put(json.putObject("Principal"), kind, values);
            return this;
        }

        public Builder actions(String... actions) {
            put(json, "Action", actions);
            return this;
        }

        public Builder resources(String... resources) {
            put(json, "Resource", resources);
            return this;
        }

        /** One more condition; all conditions of a statement must hold for it to apply. */
        public Builder condition(String operator, String key, String... values) {
            var conditions = json.withObjectProperty("Condition");
            put(conditions.withObjectProperty(operator), key, values);
            return this;
        }

        public Statement build() {
            return new Statement(json.deepCopy());
        }

        private static void put(ObjectNode node, String key, String... values) {
            if (values.length == 1) {
                node.put(key, values[0]);
                return;
            }
            var array = node.putArray(key);
            List.of(values).forEach(array::add);
        }
    }
}
