package io.bucketwarden.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What a statement says, in one spelling: two statements mean the same when their meanings are equal. */
record Meaning(
        boolean allow,
        Elements principals,
        Elements actions,
        Elements resources,
        List<ConditionClause> conditions,
        Map<String, Object> unknownElements) {

    private static final Pattern ROOT = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):root");
    private static final String ANYBODY = "*";
    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    /** A list of the grammar, or everything but it when {@code negated} ({@code NotAction} and its like). */
    record Elements(boolean negated, Set<String> values) {

        boolean includes(Elements narrow, BiPredicate<String, String> includes) {
            // A variable without value may make the whole statement invalid.
            if (negated || narrow.negated || values.stream().anyMatch(value -> value.contains("${"))) {
                return equals(narrow);
            }
            return narrow.values.stream()
                    .allMatch(value -> values.stream().anyMatch(mine -> includes.test(mine, value)));
        }

        Truth match(Function<String, Truth> one) {
            var any = any(one);
            return negated ? any.negate() : any;
        }

        /** Whether one of the values matches, negated or not. */
        Truth any(Function<String, Truth> one) {
            var any = Truth.NO;
            for (var value : values) {
                any = any.or(one.apply(value));
                if (any == Truth.YES) {
                    break;
                }
            }
            return any;
        }
    }

    /** @param name how messages name the statement */
    static Meaning of(ObjectNode json, String name) {
        return new Meaning(
                effect(json, name),
                principals(json, name),
                elements(json, "Action", name, value -> value.toLowerCase(Locale.ROOT)),
                elements(json, "Resource", name, value -> value),
                ConditionClause.all(json.get("Condition"), name),
                unknownElements(json));
    }

    boolean covers(Meaning wanted) {
        return !allow
                && !wanted.allow
                && unknownElements.isEmpty()
                && principals.includes(wanted.principals, (wide, narrow) -> wide.equals(ANYBODY) || wide.equals(narrow))
                && actions.includes(wanted.actions, Wildcards::includes)
                && resources.includes(wanted.resources, ArnPattern::includes)
                && conditions.stream()
                        .allMatch(mine -> wanted.conditions.stream().anyMatch(theirs -> theirs.implies(mine)));
    }

    /** Whether both are the same but for principals that S3 may have rewritten. */
    boolean mayEqual(Meaning other) {
        return RewrittenPrincipals.mayBe(principals, other.principals)
                && new Meaning(allow, other.principals, actions, resources, conditions, unknownElements).equals(other);
    }

    private static boolean effect(ObjectNode json, String name) {
        var effect = json.path("Effect");
        if (!effect.isTextual()) {
            throw new MalformedPolicyException(name + " has no Effect; it must be Allow or Deny");
        }
        return switch (effect.asText()) {
            case "Allow" -> true;
            case "Deny" -> false;
            default ->
                throw new MalformedPolicyException(name + " has the Effect "
                        + MalformedPolicyException.quoted(effect.asText()) + "; it must be Allow or Deny");
        };
    }

    private static Elements principals(ObjectNode json, String name) {
        var negated = json.has("NotPrincipal");
        var node = oneOf(json, "Principal", negated, name);
        var values = new TreeSet<String>();
        if (node.isTextual()) {
            values.add(principal("AWS", node.asText()));
        } else if (node.isObject()) {
            for (var kind : node.properties()) {
                texts(kind.getValue(), name + " has a Principal")
                        .forEach(value -> values.add(principal(kind.getKey(), value)));
            }
        }
        if (values.isEmpty()) {
            throw new MalformedPolicyException(name + " has a Principal that names nobody");
        }
        return new Elements(negated, values.contains(ANYBODY) ? Set.of(ANYBODY) : values);
    }

    private static String principal(String kind, String value) {
        if (!kind.equals("AWS")) {
            // So that no kind that AWS does not know can be mistaken for one that it knows.
            return kind.replace("%", "%25").replace(":", "%3A") + ":" + value;
        }
        if (value.equals(ANYBODY)) {
            return ANYBODY;
        }
        // S3 takes principals of the bucket's own partition only, so the account id says it all.
        var root = ROOT.matcher(value);
        return "AWS:" + (root.matches() ? root.group(1) : value);
    }

    private static Elements elements(ObjectNode json, String key, String name, UnaryOperator<String> spelling) {
        var negated = json.has("Not" + key);
        var values = new TreeSet<String>();
        texts(oneOf(json, key, negated, name), name + " has a " + key)
                .forEach(value -> values.add(spelling.apply(value)));
        if (values.isEmpty()) {
            throw new MalformedPolicyException(name + " has an empty " + key);
        }
        return new Elements(negated, values);
    }

    private static JsonNode oneOf(ObjectNode json, String key, boolean negated, String name) {
        var node = json.get(negated ? "Not" + key : key);
        if (node == null || (negated && json.has(key))) {
            throw new MalformedPolicyException(name + " needs either " + key + " or Not" + key);
        }
        return node;
    }

    private static Map<String, Object> unknownElements(ObjectNode json) {
        var unknown = new TreeMap<String, Object>();
        json.properties().stream()
                .filter(element -> !ELEMENTS.contains(element.getKey()))
                .forEach(element -> unknown.put(element.getKey(), value(element.getValue())));
        return unknown;
    }

    /** The node as lists, maps and scalars, numbers by their value: 1e0 is 1. */
    private static Object value(JsonNode node) {
        if (node.isArray()) {
            var list = new ArrayList<Object>();
            node.forEach(element -> list.add(value(element)));
            return list;
        }
        if (node.isObject()) {
            var map = new TreeMap<String, Object>();
            node.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
            return map;
        }
        return node.isNumber() ? number(node.decimalValue()) : node;
    }

    private static BigDecimal number(BigDecimal value) {
        try {
            return value.stripTrailingZeros();
        } catch (ArithmeticException e) {
            // Its exponent is the largest that there is already.
            return value;
        }
    }

    /** A scalar or a list of scalars, as texts. */
    static List<String> texts(JsonNode node, String where) {
        if (node.isValueNode() && !node.isNull()) {
            return List.of(node.asText());
        }
        if (!node.isArray()) {
            throw new MalformedPolicyException(where + " that is neither a text nor a list of texts");
        }
        var texts = new ArrayList<String>();
        for (var element : node) {
            if (!element.isValueNode() || element.isNull()) {
                throw new MalformedPolicyException(where + " with something else than texts in its list");
            }
            texts.add(element.asText());
        }
        return texts;
    }
}
