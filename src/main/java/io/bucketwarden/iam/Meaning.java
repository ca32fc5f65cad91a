package io.bucketwarden.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What a statement says, in one spelling: two statements mean the same when their meanings are equal. */
record Meaning(
        boolean allow, Elements principals, Elements actions, Elements resources, List<ConditionTest> conditions) {

    private static final Pattern ROOT = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):root");

    /** A list of the grammar, or everything but it when {@code negated} ({@code NotAction} and its like). */
    record Elements(boolean negated, Set<String> values) {

        boolean includes(Elements narrow, BiPredicate<String, String> includes) {
            if (negated || narrow.negated) {
                return equals(narrow);
            }
            return narrow.values.stream()
                    .allMatch(value -> values.stream().anyMatch(mine -> includes.test(mine, value)));
        }

        boolean match(java.util.function.Predicate<String> one) {
            return values.stream().anyMatch(one) != negated;
        }
    }

    static Meaning of(ObjectNode json) {
        var name = json.path("Sid").isTextual() ? "statement " + json.get("Sid").asText() : "a statement";
        return new Meaning(
                effect(json, name),
                principals(json, name),
                elements(json, "Action", name, value -> value.toLowerCase(Locale.ROOT)),
                elements(json, "Resource", name, value -> value),
                ConditionTest.all(json.get("Condition"), name));
    }

    boolean covers(Meaning wanted) {
        return !allow
                && !wanted.allow
                && principals.includes(wanted.principals, (wide, narrow) -> wide.equals("*") || wide.equals(narrow))
                && actions.includes(wanted.actions, Wildcards::includes)
                && resources.includes(wanted.resources, Wildcards::includes)
                && conditions.stream()
                        .allMatch(mine -> wanted.conditions.stream().anyMatch(theirs -> theirs.implies(mine)));
    }

    private static boolean effect(ObjectNode json, String name) {
        return switch (json.path("Effect").asText("")) {
            case "Allow" -> true;
            case "Deny" -> false;
            default -> throw new MalformedPolicyException(name + " has no Effect of Allow or Deny");
        };
    }

    private static Elements principals(ObjectNode json, String name) {
        var negated = json.has("NotPrincipal");
        var node = json.get(negated ? "NotPrincipal" : "Principal");
        if (node == null || (negated && json.has("Principal"))) {
            throw new MalformedPolicyException(name + " needs either Principal or NotPrincipal");
        }
        var values = new TreeSet<String>();
        if (node.isTextual()) {
            values.add(node.asText().equals("*") ? "*" : principal("AWS", node.asText()));
        } else if (node.isObject()) {
            node.properties()
                    .forEach(kind -> texts(kind.getValue(), name + " has a Principal")
                            .forEach(value -> values.add(principal(kind.getKey(), value))));
        }
        if (values.isEmpty()) {
            throw new MalformedPolicyException(name + " has a Principal that names nobody");
        }
        return new Elements(negated, values);
    }

    private static String principal(String kind, String value) {
        if (!kind.equals("AWS")) {
            return kind + ":" + value;
        }
        if (value.equals("*")) {
            return "*";
        }
        var root = ROOT.matcher(value);
        return "AWS:" + (root.matches() ? root.group(1) : value);
    }

    private static Elements elements(ObjectNode json, String key, String name, UnaryOperator<String> spelling) {
        var negated = json.has("Not" + key);
        var node = json.get(negated ? "Not" + key : key);
        if (node == null || (negated && json.has(key))) {
            throw new MalformedPolicyException(name + " needs either " + key + " or Not" + key);
        }
        var values = new TreeSet<String>();
        texts(node, name + " has a " + key).forEach(value -> values.add(spelling.apply(value)));
        if (values.isEmpty()) {
            throw new MalformedPolicyException(name + " has an empty " + key);
        }
        return new Elements(negated, values);
    }

    /** A scalar or a list of scalars, as texts. */
    static List<String> texts(JsonNode node, String where) {
        if (node.isValueNode() && !node.isNull()) {
            return List.of(node.asText());
        }
        if (!node.isArray()) {
            throw new MalformedPolicyException(where + " that is neither a text nor a list of texts");
        }
        var texts = new java.util.ArrayList<String>();
        for (var element : node) {
            if (!element.isValueNode() || element.isNull()) {
                throw new MalformedPolicyException(where + " with something else than texts in its list");
            }
            texts.add(element.asText());
        }
        return texts;
    }
}
