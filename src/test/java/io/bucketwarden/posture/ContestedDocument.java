package io.bucketwarden.posture;

import io.bucketwarden.iam.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A policy document on which somebody else works as they like, and what has to be in it: every statement and field as it
 * was spelled, in order. Known apart from the code that reads and merges documents.
 */
final class ContestedDocument {

    /** One statement, character by character. */
    private record Written(String sid, String text) {}

    private static final List<String> SPACES = List.of("", "", " ", "\n  ", "\t");
    private static final List<String> VALUES =
            List.of("1.50", "1e2", "-0", "\"\\u0041\"", "\"é😀\"", "\"\\/ ${aws:username}\"", "null", "[ 1,\"x\" ]");

    private final Random random;
    private final List<String> ownSids;
    private final List<Written> statements = new ArrayList<>();
    private List<String> before = List.of();
    private List<String> after = List.of();
    private String text = "";
    private int named;

    /** @param ownSids Sids of ours, with whose statements somebody else meddles as well */
    ContestedDocument(Random random, List<String> ownSids) {
        this.random = random;
        this.ownSids = ownSids;
        for (int i = random.nextInt(4); i > 0; i--) {
            statements.add(foreign());
        }
        spell();
    }

    /** As it is stored; empty when there is none. */
    String text() {
        return text;
    }

    /** Somebody else writes it anew, a little different. */
    void change() {
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> statements.add(random.nextInt(statements.size() + 1), foreign());
            case 3 -> any().ifPresent(at -> statements.set(at, foreign()));
            case 4 -> any().ifPresent(at -> statements.remove(at.intValue()));
            case 5 -> Collections.shuffle(statements, random);
            case 6 -> statements.removeIf(written -> ownSids.contains(written.sid()) && random.nextBoolean());
            case 7 -> meddle();
            default -> {
                before = random.nextBoolean() ? List.of() : List.of("\"Version\"" + space() + ":\"2012-10-17\"");
                after = random.nextBoolean() ? List.of() : List.of("\"Id\":" + space() + "\"é" + ++named + '"');
            }
        }
        spell();
    }

    /** A change that leaves another text for certain. */
    void add() {
        statements.add(foreign());
        spell();
    }

    /** What has to be stored after a write of ours that starts from the document as it is; empty when none is left. */
    String merged(List<Statement> put, Set<String> drop) {
        var pending = new LinkedHashMap<String, String>();
        put.forEach(statement -> pending.put(statement.sid().orElseThrow(), statement.toString()));
        var dropped = new HashSet<>(drop);
        dropped.removeAll(pending.keySet());
        var merged = new ArrayList<Written>();
        for (var written : statements) {
            if (!dropped.contains(written.sid())) {
                var ours = pending.remove(written.sid());
                merged.add(ours == null ? written : new Written(written.sid(), ours));
            }
        }
        pending.forEach((sid, ours) -> merged.add(new Written(sid, ours)));
        if (text.isEmpty()) {
            before = List.of("\"Version\":\"2012-10-17\"");
        }
        statements.clear();
        statements.addAll(merged);
        text = statements.isEmpty() ? "" : spelled("", "");
        if (statements.isEmpty()) {
            spell();
        }
        return text;
    }

    private void meddle() {
        for (int at = 0; at < statements.size(); at++) {
            if (ownSids.contains(statements.get(at).sid())) {
                statements.set(at, statement(statements.get(at).sid()));
                return;
            }
        }
    }

    private Optional<Integer> any() {
        return statements.isEmpty() ? Optional.empty() : Optional.of(random.nextInt(statements.size()));
    }

    private Written foreign() {
        return statement(random.nextInt(4) == 0 ? "" : "Foreign" + ++named);
    }

    private Written statement(String sid) {
        var fields = new ArrayList<>(List.of(
                "\"Effect\":" + space() + "\"Allow\"",
                "\"Principal\":{\"AWS\"" + space() + ":\"arn:aws:iam::123456789012:role/r" + random.nextInt(3) + "\"}",
                "\"Action\":[" + space() + "\"s3:GetObject\"" + space() + "]",
                "\"Resource\":\"arn:aws:s3:::acme/*\"",
                "\"X" + random.nextInt(100) + "\":" + VALUES.get(random.nextInt(VALUES.size()))));
        if (!sid.isEmpty()) {
            fields.add("\"Sid\"" + space() + ":" + space() + '"' + sid + '"');
        }
        Collections.shuffle(fields, random);
        return new Written(
                sid, fields.stream().collect(Collectors.joining("," + space(), "{" + space(), space() + "}")));
    }

    /** A document without statements is no document. */
    private void spell() {
        if (statements.isEmpty()) {
            before = List.of();
            after = List.of();
            text = "";
        } else {
            text = spelled(space(), space());
        }
    }

    private String spelled(String one, String other) {
        var fields = new ArrayList<>(before);
        fields.add("\"Statement\":" + one
                + statements.stream()
                        .map(Written::text)
                        .collect(Collectors.joining(other + ",", "[" + one, other + "]")));
        fields.addAll(after);
        return "{" + one + String.join(other + ",", fields) + other + "}";
    }

    private String space() {
        return SPACES.get(random.nextInt(SPACES.size()));
    }
}
