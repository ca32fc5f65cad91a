package io.bucketwarden.generate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** A schema, or a part of one, to be completed in place. */
record Schema(JSONSchemaProps props) {

    /** The field at a path such as {@code spec.posture}. */
    Schema field(String path) {
        var at = props;
        for (var name : path.split("\\.", -1)) {
            at = at.getProperties().get(name);
            if (at == null) {
                throw new IllegalStateException("the schema has no " + path);
            }
        }
        return new Schema(at);
    }

    Schema items() {
        return new Schema(props.getItems().getSchema());
    }

    Schema describe(String description) {
        props.setDescription(description);
        return this;
    }

    /** Of a status: what says which generation it is about, and its conditions. */
    void finishConditions() {
        // Readers such as kstatus compare it with the generation: an unseen resource must never look settled.
        field("observedGeneration").props().setDefault(LongNode.valueOf(-1));
        props.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", -1));
        field("conditions").map("type");
        var condition = field("conditions").items();
        condition.require("type", "status", "reason", "message", "lastTransitionTime");
        condition.field("lastTransitionTime").props().setFormat("date-time");
        // Reasons may grow: an enum here would make an older CRD reject the status of a newer operator.
        condition.field("reason").props().setEnum(null);
        condition.field("reason").props().setMaxLength(64L);
    }

    void require(String... fields) {
        props.setRequired(List.of(fields));
    }

    /** A list of texts without duplicates. */
    void set(long maxItems, long maxLength) {
        props.setXKubernetesListType("set");
        texts(maxItems, maxLength);
    }

    /** A list of texts, bounded. */
    void texts(long maxItems, long maxLength) {
        props.setMaxItems(maxItems);
        items().props.setMaxLength(maxLength);
    }

    /** A map of texts, bounded; a schema cannot bound the keys. */
    void entries(long maxProperties, long maxLength) {
        props.setMaxProperties(maxProperties);
        props.getAdditionalProperties().getSchema().setMaxLength(maxLength);
    }

    /** A list whose items are told apart by a key. */
    void map(String key, long maxItems) {
        map(key);
        props.setMaxItems(maxItems);
    }

    void map(String key) {
        props.setXKubernetesListType("map");
        props.setXKubernetesListMapKeys(List.of(key));
    }

    /** The generator finds a rule on a record's field and once more on its accessor; server-side apply refuses twins. */
    void dropDuplicateRules() {
        if (props.getXKubernetesValidations() != null) {
            props.setXKubernetesValidations(new ArrayList<>(new LinkedHashSet<>(props.getXKubernetesValidations())));
        }
        if (props.getProperties() != null) {
            props.getProperties().values().forEach(field -> new Schema(field).dropDuplicateRules());
        }
        if (props.getItems() != null) {
            items().dropDuplicateRules();
        }
    }
}
