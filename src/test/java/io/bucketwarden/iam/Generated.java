package io.bucketwarden.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Documents, spellings of documents, and requests, drawn from small pools so that they often meet. */
final class Generated {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> PRINCIPALS = List.of(
            "*",
            "111122223333",
            "arn:aws:iam::111122223333:root",
            "arn:aws:iam::111122223333:role/app",
            "arn:aws:iam::444455556666:user/ann",
            "arn:aws:sts::111122223333:assumed-role/app/pod",
            "arn:aws:iam::111122223333:role/team/db",
            "arn:aws:iam::111122223333:user/*",
            "AROAJ45Q7YFFAREXAMPLE");
    private static final List<String> OTHER_PRINCIPALS = List.of(
            "Service logging.s3.amazonaws.com",
            "Service s3.eu-central-1.amazonaws.com",
            "CanonicalUser abc",
            "Federated accounts.google.com");
    private static final List<String> ACTIONS =
            List.of("*", "s3:*", "s3:Get*", "s3:GetObject", "s3:PutObject", "s3:?etObject", "s3:ListBucket");
    private static final List<String> RESOURCES = List.of(
            "*",
            "arn:aws:s3:::acme",
            "arn:aws:s3:::acme/*",
            "arn:aws:s3:::acme*",
            "arn:aws:s3:::acme/invoices/?",
            "arn:aws:s3*",
            "arn:aws:s3:::acme/${aws:username}/*",
            "arn:aws:s3:::acme/${x:Tags, 'invoices'}/*",
            "arn:aws:s3:::acme/${aws:PrincipalAccount}/*");
    private static final Map<String, List<String>> KEYS = Map.of(
            "x:Tags", List.of("a", "b*", "invoices", "${aws:username}"),
            "aws:PrincipalOrgID", List.of("o-acme", "o-other"),
            "aws:SecureTransport", List.of("true", "false"),
            "aws:SourceIp", List.of("10.0.0.0/8", "10.1.2.3", "192.0.2.0/24", "2001:db8::/32"),
            "aws:SourceVpce", List.of("vpce-1", "vpce-2", "vpce-*"),
            "aws:PrincipalArn",
                    List.of(
                            "arn:aws:iam::111122223333:role/app",
                            "arn:aws:iam::*:role/a*",
                            "arn:aws:iam::*:role/*app",
                            "arn:aws:iam::111122223333:role/team/*",
                            "arn:aws:iam::111122223333:*"),
            "aws:PrincipalAccount", List.of("111122223333", "444455556666"),
            "s3:TlsVersion", List.of("1.1", "1.2", "1.3"),
            "aws:CurrentTime", List.of("2026-01-01", "2026-01-02T00:00:00Z"));
    private static final Map<String, List<String>> OPERATORS = Map.of(
            "x:Tags",
                    List.of(
                            "ForAnyValue:StringLike",
                            "ForAllValues:StringEquals",
                            "ForAllValues:StringNotLike",
                            "ForAnyValue:StringNotEqualsIfExists",
                            "StringNotEqualsIgnoreCase",
                            "StringLike",
                            "Null"),
            "aws:PrincipalOrgID", List.of("StringEquals", "StringNotEqualsIfExists", "Null"),
            "aws:SecureTransport", List.of("Bool", "BoolIfExists", "Null"),
            "aws:SourceIp", List.of("IpAddress", "NotIpAddress", "NotIpAddressIfExists"),
            "aws:SourceVpce", List.of("StringEquals", "StringNotEqualsIfExists", "StringLike", "StringNotLike"),
            "aws:PrincipalArn",
                    List.of(
                            "ArnLike",
                            "ArnNotLike",
                            "ArnEqualsIfExists",
                            "ArnNotEquals",
                            "StringLike",
                            "StringNotLikeIfExists",
                            "StringNotEquals",
                            "ForAllValues:StringEqualsIgnoreCase",
                            "ForAnyValue:ArnNotLike",
                            "Null"),
            "aws:PrincipalAccount",
                    List.of("StringEquals", "ForAnyValue:StringEquals", "ForAllValues:StringNotEquals", "Strange"),
            "s3:TlsVersion", List.of("NumericLessThan", "NumericGreaterThanEqualsIfExists", "NumericNotEquals"),
            "aws:CurrentTime", List.of("DateLessThan", "DateGreaterThanEquals"));

    private final Random random;

    Generated(Random random) {
        this.random = random;
    }

    PolicyDocument document() {
        var root = JSON.objectNode();
        if (random.nextBoolean()) {
            root.put("Id", "id-" + random.nextInt());
        }
        if (random.nextBoolean()) {
            root.put("Version", random.nextBoolean() ? "2012-10-17" : "2008-10-17");
        }
        var statements = root.putArray("Statement");
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            var statement = statement(random.nextBoolean() ? "Allow" : "Deny");
            switch (random.nextInt(3)) {
                case 0 -> statement.put("Sid", "Foreign" + i);
                case 1 -> statement.put("Sid", "");
                default -> statement.remove("Sid");
            }
            statements.add(statement);
        }
        return PolicyDocument.parse(root.toString());
    }

    Statement deny() {
        return Statement.parse(statement("Deny"));
    }

    Statement allow() {
        return Statement.parse(statement("Allow"));
    }

    Statement ours(String sid) {
        return Statement.deny(sid)
                .principal("*")
                .actions("s3:*")
                .resources("arn:aws:s3:::acme", "arn:aws:s3:::acme/*")
                .condition("Bool", "aws:SecureTransport", random.nextBoolean() ? "false" : "true")
                .build();
    }

    private ObjectNode statement(String effect) {
        var json = JSON.objectNode().put("Effect", effect);
        var principals = JSON.objectNode();
        if (random.nextInt(8) == 0) {
            var other = one(OTHER_PRINCIPALS).split(" ");
            principals.put(other[0], other[1]);
        }
        if (principals.isEmpty() || random.nextBoolean()) {
            principals.set("AWS", some(PRINCIPALS));
        }
        json.set(random.nextInt(8) == 0 ? "NotPrincipal" : "Principal", principals);
        json.set(random.nextInt(8) == 0 ? "NotAction" : "Action", some(ACTIONS));
        json.set(random.nextInt(8) == 0 ? "NotResource" : "Resource", some(RESOURCES));
        var keys = shuffled(new ArrayList<>(KEYS.keySet().stream().sorted().toList()));
        for (var key : keys.subList(0, random.nextInt(3))) {
            var operator = one(OPERATORS.getOrDefault(key, List.of()));
            var values = operator.equals("Null")
                    ? JSON.arrayNode().add(random.nextBoolean() ? "true" : "false")
                    : some(KEYS.getOrDefault(key, List.of()));
            json.withObjectProperty("Condition").withObjectProperty(operator).set(key, values);
        }
        return json;
    }

    /** The same document in another spelling: other order, scalars for lists, other case, other Id. */
    PolicyDocument respelled(PolicyDocument document) {
        var root = (ObjectNode) tree(document);
        var statements = new ArrayList<JsonNode>();
        root.get("Statement").forEach(statement -> statements.add(respelled((ObjectNode) statement)));
        var result = JSON.objectNode();
        if (statements.size() == 1 && random.nextBoolean()) {
            result.set("Statement", statements.getFirst());
        } else {
            result.putArray("Statement").addAll(shuffled(statements));
        }
        result.put("Id", "another");
        if (root.has("Version")) {
            result.set("Version", root.get("Version"));
        } else if (random.nextBoolean()) {
            result.put("Version", "2008-10-17");
        }
        return PolicyDocument.parse(result.toString());
    }

    private ObjectNode respelled(ObjectNode statement) {
        var result = JSON.objectNode();
        for (var element : shuffled(new ArrayList<>(statement.properties()))) {
            result.set(
                    element.getKey(),
                    switch (element.getKey()) {
                        case "Action", "NotAction" -> list(element.getValue(), this::otherCase);
                        case "Resource", "NotResource" -> list(element.getValue(), text -> text);
                        case "Principal", "NotPrincipal" -> principal(element.getValue());
                        case "Condition" -> condition((ObjectNode) element.getValue());
                        default -> element.getValue();
                    });
        }
        return result;
    }

    private JsonNode principal(JsonNode principal) {
        if (!principal.has("AWS") || principal.size() > 1) {
            return principal;
        }
        var names = list(principal.get("AWS"), text -> switch (text) {
            case "111122223333" -> "arn:aws:iam::111122223333:root";
            case "arn:aws:iam::111122223333:root" -> "111122223333";
            default -> text;
        });
        return names.isTextual() && names.asText().equals("*") && random.nextBoolean()
                ? names
                : JSON.objectNode().set("AWS", names);
    }

    private ObjectNode condition(ObjectNode condition) {
        var result = JSON.objectNode();
        for (var operator : shuffled(new ArrayList<>(condition.properties()))) {
            var keys = JSON.objectNode();
            for (var key : shuffled(new ArrayList<>(operator.getValue().properties()))) {
                keys.set(otherCase(key.getKey()), values(key.getValue()));
            }
            result.set(otherCase(operator.getKey()), keys);
        }
        return result;
    }

    private JsonNode values(JsonNode values) {
        var spelled = list(values, text -> text.equals("10.1.2.3") ? "10.1.2.3/32" : text);
        return switch (spelled.asText()) {
            case "true" -> JSON.booleanNode(true);
            case "false" -> JSON.booleanNode(false);
            case "1.2" -> JSON.numberNode(1.2);
            default -> spelled;
        };
    }

    private JsonNode list(JsonNode values, java.util.function.UnaryOperator<String> spelling) {
        var texts = new ArrayList<String>();
        values.forEach(value -> texts.add(spelling.apply(value.asText())));
        if (values.isValueNode()) {
            texts.add(spelling.apply(values.asText()));
        }
        if (texts.size() == 1 && random.nextBoolean()) {
            return JSON.textNode(texts.getFirst());
        }
        var array = JSON.arrayNode();
        shuffled(texts).forEach(array::add);
        return array;
    }

    /** Text that is nearly a document: a real one with a few characters cut, doubled or replaced. */
    String garbage() {
        var text = new StringBuilder(document().toJson());
        int edits = 1 + random.nextInt(4);
        for (int i = 0; i < edits && !text.isEmpty(); i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.setCharAt(at, "{}[]\",:01eE-\\\u0000*$".charAt(random.nextInt(16)));
                default -> text.replace(at, end, one(List.of("null", "[]", "{}", "1e999999999", "\"\"", "true")));
            }
        }
        return text.toString();
    }

    /** The document with other statements. */
    static PolicyDocument with(PolicyDocument document, List<Statement> statements) {
        var root = (ObjectNode) tree(document);
        var array = root.putArray("Statement");
        statements.forEach(statement -> array.add(statement.json()));
        return PolicyDocument.parse(root.toString());
    }

    static JsonNode tree(PolicyDocument document) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(document.toJson());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private ArrayNode some(List<String> pool) {
        var array = JSON.arrayNode();
        shuffled(new ArrayList<>(pool))
                .subList(0, 1 + random.nextInt(Math.min(3, pool.size())))
                .forEach(array::add);
        return array;
    }

    private <T> T one(List<T> pool) {
        return pool.get(random.nextInt(pool.size()));
    }

    private <T> List<T> shuffled(List<T> list) {
        Collections.shuffle(list, random);
        return list;
    }

    private String otherCase(String text) {
        return one(List.of(text.toLowerCase(Locale.ROOT), text.toUpperCase(Locale.ROOT), text));
    }
}
