package io.bucketwarden.iam;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Documents as nobody would write them: all forms of numbers, escapes, white space, unknown fields, any order. */
final class OddText {

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1e2",
            "1E2",
            "1.50E+3",
            "1.50e-03",
            "100",
            "1.0",
            "-0.0",
            "12345678901234567890",
            "1e999999999");
    private static final List<String> CHARACTERS = List.of(
            "a",
            "\\u0041",
            "\\/",
            "/",
            "\\n",
            "\\\"",
            "\\\\",
            "é",
            "\\u00e9",
            "€",
            "😀",
            "\\ud83d\\ude00",
            "\\ud83d",
            "\\u0000",
            "\\ufffd",
            "\u2028",
            "\u007f",
            "{",
            "]",
            ",",
            ":",
            "${aws:x}",
            "\u00a0",
            "\ufeff");
    private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\t", "\r\n  ");

    private final Random random;

    OddText(Random random) {
        this.random = random;
    }

    /** A document, and its parts as they are written in it. */
    record Document(String text, List<String> fieldsBefore, List<String> statements, List<String> fieldsAfter) {}

    Document document(int statements) {
        var written = new ArrayList<String>();
        for (int i = 0; i < statements; i++) {
            written.add(statement(i));
        }
        var before = fields("B");
        var after = fields("A");
        if (random.nextBoolean()) {
            before.add("\"Version\"" + space() + ":" + space() + "\"2012-10-\\u0031\\u0037\"");
        }
        var all = new ArrayList<>(before);
        all.add("\"Statement\"" + space() + ":" + list(written));
        all.addAll(after);
        return new Document(space() + object(all) + space(), before, written, after);
    }

    String statement(int number) {
        var fields = fields("U");
        if (random.nextBoolean()) {
            fields.add(
                    "\"Sid\":" + space() + "\"Foreign" + number + random(0, 3).collect(Collectors.joining()) + '"');
        }
        fields.add("\"Effect\":\"" + (random.nextBoolean() ? "Al\\u006cow" : "Deny") + '"');
        fields.add("\"Principal\":" + space() + (random.nextBoolean() ? "\"*\"" : "{\"AWS\":" + list(texts()) + "}"));
        fields.add("\"Action\":" + space() + list(texts()));
        fields.add("\"Resource\":" + space() + list(texts()));
        if (random.nextBoolean()) {
            fields.add(
                    "\"Condition\":" + object(List.of("\"NumericLessThan\":{\"s3:max-keys\":" + one(NUMBERS) + "}")));
        }
        Collections.shuffle(fields, random);
        return object(fields);
    }

    private List<String> fields(String prefix) {
        var fields = new ArrayList<String>();
        for (int i = random.nextInt(3); i > 0; i--) {
            fields.add('"' + prefix + i + '"' + space() + ":" + space() + value(2));
        }
        return fields;
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 5 : 3)) {
            case 0 -> one(NUMBERS);
            case 1 -> one(texts());
            case 2 -> one(List.of("true", "false", "null"));
            case 3 -> list(List.of(value(depth - 1), value(depth - 1)));
            default -> object(List.of("\"k\":" + value(depth - 1)));
        };
    }

    private List<String> texts() {
        return List.of('"' + random(1, 6).collect(Collectors.joining()) + '"', "\"plain\"");
    }

    private java.util.stream.Stream<String> random(int least, int more) {
        return random.ints(least + random.nextInt(more), 0, CHARACTERS.size()).mapToObj(CHARACTERS::get);
    }

    private String object(List<String> fields) {
        return fields.stream().collect(Collectors.joining("," + space(), "{" + space(), space() + "}"));
    }

    private String list(List<String> values) {
        return values.stream().collect(Collectors.joining(space() + ",", "[" + space(), space() + "]"));
    }

    private String space() {
        return one(SPACES);
    }

    private String one(List<String> pool) {
        return pool.get(random.nextInt(pool.size()));
    }
}
