package io.bucketwarden.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON access policy of a bucket: statements in order, those of others kept exactly as read. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Policy grammar</a>
 */
public final class PolicyDocument {

    /** The largest document that S3 stores, in bytes of UTF-8. */
    public static final int MAX_BYTES = 20 * 1024;

    /** The version that AWS assumes when a document names none. */
    private static final String DEFAULT_VERSION = "2008-10-17";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final PolicyDocument EMPTY =
            new PolicyDocument(JSON.createObjectNode().put("Version", "2012-10-17"), List.of());

    private final ObjectNode frame;
    private final List<Statement> statements;

    private PolicyDocument(ObjectNode frame, List<Statement> statements) {
        this.frame = frame;
        this.statements = List.copyOf(statements);
    }

    /** The document of a bucket that has none. */
    public static PolicyDocument empty() {
        return EMPTY;
    }

    /**
     * Reads a document.
     *
     * @throws MalformedPolicyException when the text is not one
     */
    public static PolicyDocument parse(String json) {
        if (!(tree(json) instanceof ObjectNode root)) {
            throw new MalformedPolicyException("it is not a JSON object");
        }
        var statement = root.get("Statement");
        if (statement == null || statement.isNull()) {
            throw new MalformedPolicyException("it has no Statement");
        }
        var statements = new ArrayList<Statement>();
        var sids = new HashSet<String>();
        for (var node : statement.isArray() ? statement : List.of(statement)) {
            var parsed = Statement.parse(node);
            if (!parsed.sid().map(sids::add).orElse(true)) {
                throw new MalformedPolicyException(
                        "two statements have the Sid " + parsed.sid().orElse(""));
            }
            statements.add(parsed);
        }
        var frame = root.deepCopy();
        frame.remove("Statement");
        return new PolicyDocument(frame, statements);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw new MalformedPolicyException("it is not JSON"
                    + (where == null ? "" : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")"));
        } catch (StackOverflowError e) {
            throw new MalformedPolicyException("it is nested too deeply");
        }
    }

    public List<Statement> statements() {
        return statements;
    }

    public Optional<Statement> bySid(String sid) {
        return statements.stream()
                .filter(s -> s.sid().filter(sid::equals).isPresent())
                .findFirst();
    }

    public boolean isEmpty() {
        return statements.isEmpty();
    }

    /**
     * This document with each statement of {@code put} in place of the one with its Sid, or at the end, and without
     * those whose Sid is in {@code drop}. All others stay exactly as they are, in order.
     */
    public PolicyDocument with(List<Statement> put, Set<String> drop) {
        var result = new ArrayList<Statement>();
        var pending = new ArrayList<>(put);
        for (var statement : statements) {
            var replacement = pending.stream()
                    .filter(p -> p.sid().isPresent() && p.sid().equals(statement.sid()))
                    .findFirst();
            if (replacement.isPresent()) {
                pending.remove(replacement.get());
                result.add(replacement.get());
            } else if (statement.sid().filter(drop::contains).isEmpty()) {
                result.add(statement);
            }
        }
        result.addAll(pending);
        return new PolicyDocument(frame, result);
    }

    /** Compact JSON; statements of others are the very trees that were read. */
    public String toJson() {
        var root = frame.deepCopy();
        var list = root.putArray("Statement");
        statements.forEach(statement -> list.add(statement.json()));
        return root.toString();
    }

    public int sizeInBytes() {
        return toJson().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether both allow and deny the same, however they are written. */
    public boolean sameMeaning(PolicyDocument other) {
        return version().equals(other.version())
                && statements.size() == other.statements.size()
                && meanings(this).equals(meanings(other));
    }

    private String version() {
        return frame.path("Version").asText(DEFAULT_VERSION);
    }

    private static List<Meaning> meanings(PolicyDocument document) {
        return document.statements.stream()
                .map(Statement::meaning)
                .sorted(java.util.Comparator.comparing(Meaning::toString))
                .toList();
    }

    @Override
    public String toString() {
        return toJson();
    }
}
