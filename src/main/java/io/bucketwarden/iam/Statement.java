package io.bucketwarden.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** One statement of a policy document: its JSON text exactly as written, and its meaning. Immutable. */
public final class Statement {

    private final String text;
    private final Optional<String> sid;
    private final Meaning meaning;

    private Statement(ObjectNode json, String text, String place) {
        this.text = text;
        this.sid = sid(json, place);
        this.meaning = Meaning.of(
                json,
                sid.map(it -> "statement " + MalformedPolicyException.quoted(it))
                        .orElse(place));
    }

    /**
     * Reads a statement.
     *
     * @throws MalformedPolicyException when the node is not one
     */
    public static Statement parse(JsonNode node) {
        return parse(node, node.toString(), "a statement");
    }

    /**
     * @param text the node as it is written
     * @param place how messages name the statement if it has no Sid
     */
    static Statement parse(JsonNode node, String text, String place) {
        if (!(node instanceof ObjectNode object)) {
            throw new MalformedPolicyException(place + " is not a JSON object");
        }
        return new Statement(object, text, place);
    }

    public static Builder deny(String sid) {
        return new Builder(sid, "Deny");
    }

    public static Builder allow(String sid) {
        return new Builder(sid, "Allow");
    }

    /** The statement's name; an empty one counts as none. */
    public Optional<String> sid() {
        return sid;
    }

    private static Optional<String> sid(ObjectNode json, String place) {
        var sid = json.get("Sid");
        if (sid == null || sid.isNull()) {
            return Optional.empty();
        }
        if (!sid.isTextual()) {
            throw new MalformedPolicyException(place + " has a Sid that is not a text");
        }
        return Optional.of(sid.asText()).filter(text -> !text.isEmpty());
    }

    /** The JSON tree, which belongs to the caller. */
    public JsonNode json() {
        return DocumentReader.tree(text);
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
     * Whether both say the same, whatever their Sid, as far as that can be told when one of them was stored: S3 writes some
     * principals anew. False only when it is certain that they differ.
     */
    public boolean maySayTheSame(Statement other) {
        return meaning.mayEqual(other.meaning);
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

    /** The JSON, character by character as it was read. */
    @Override
    public String toString() {
        return text;
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

        /** Those named, of one kind: {@code AWS}, {@code Service}, {@code Federated} or {@code CanonicalUser}. */
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

        /**
         * The statement.
         *
         * @throws MalformedPolicyException when principal, action or resource is missing
         */
        public Statement build() {
            return new Statement(json, json.toString(), "a statement");
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
