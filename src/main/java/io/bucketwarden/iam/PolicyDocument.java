package io.bucketwarden.iam;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The version whose documents have policy variables. */
    private static final String CURRENT_VERSION = "2012-10-17";

    // Stores other than AWS may allow more than MAX_BYTES; what is read is bounded all the same.
    private static final int LONGEST_READ = 256 * 1024;
    private static final int DEEPEST_READ = 64;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_READ)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final PolicyDocument EMPTY =
            new PolicyDocument(JSON.createObjectNode().put("Version", CURRENT_VERSION), List.of());

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
        if (!root.path("Version").isMissingNode() && !root.path("Version").isTextual()) {
            throw new MalformedPolicyException("its Version is not a text");
        }
        var frame = root.deepCopy();
        frame.remove("Statement");
        return new PolicyDocument(frame, statements(root.path("Statement")));
    }

    private static List<Statement> statements(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            throw new MalformedPolicyException("it has no Statement");
        }
        if (!node.isContainerNode()) {
            throw new MalformedPolicyException("its Statement is neither a JSON object nor a list of them");
        }
        var statements = new ArrayList<Statement>();
        var sids = new HashSet<String>();
        for (var element : node.isArray() ? node : List.of(node)) {
            var statement = Statement.parse(element, "statement number " + (statements.size() + 1));
            var sid = statement.sid();
            if (sid.isPresent() && !sids.add(sid.get())) {
                throw new MalformedPolicyException(
                        "two statements have the Sid " + MalformedPolicyException.quoted(sid.get()));
            }
            statements.add(statement);
        }
        return statements;
    }

    private static JsonNode tree(String json) {
        if (json.length() > LONGEST_READ) {
            throw new MalformedPolicyException(
                    "it has " + json.length() + " characters, more than the " + LONGEST_READ + " that are read");
        }
        try {
            return JSON.readTree(json);
        } catch (StreamConstraintsException e) {
            throw new MalformedPolicyException("it is nested too deeply or holds too long a number");
        } catch (NumberFormatException e) {
            throw new MalformedPolicyException("it holds a number that is out of all range");
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            var what =
                    e.getOriginalMessage().startsWith("Duplicate field") ? "it names a field twice" : "it is not JSON";
            throw new MalformedPolicyException(what
                    + (where == null ? "" : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")"));
        }
    }

    /** All statements in order. */
    public List<Statement> statements() {
        return statements;
    }

    /** The statement of that name. */
    public Optional<Statement> bySid(String sid) {
        return statements.stream()
                .filter(s -> s.sid().filter(sid::equals).isPresent())
                .findFirst();
    }

    /** Whether there is no statement. */
    public boolean isEmpty() {
        return statements.isEmpty();
    }

    /**
     * This document with each statement of {@code put} in place of the one with its Sid, or at the end, and without
     * those whose Sid is in {@code drop}. All others stay exactly as they are, in order. A Sid in both is put.
     *
     * @throws IllegalArgumentException when a statement of {@code put} has no Sid, or two have the same
     */
    public PolicyDocument with(List<Statement> put, Set<String> drop) {
        var pending = new LinkedHashMap<String, Statement>();
        for (var statement : put) {
            var sid = statement.sid().orElseThrow(() -> new IllegalArgumentException("a statement to put has no Sid"));
            if (pending.putIfAbsent(sid, statement) != null) {
                throw new IllegalArgumentException("two statements to put have the Sid " + sid);
            }
        }
        var result = new ArrayList<Statement>();
        for (var statement : statements) {
            var replacement = statement.sid().map(pending::remove);
            if (replacement.isPresent()) {
                result.add(replacement.get());
            } else if (statement.sid().filter(drop::contains).isEmpty()) {
                result.add(statement);
            }
        }
        result.addAll(pending.values());
        return new PolicyDocument(frame, result);
    }

    /** Compact JSON; statements of others are the very trees that were read. */
    public String toJson() {
        var root = frame.deepCopy();
        var list = root.putArray("Statement");
        statements.forEach(statement -> list.add(statement.json()));
        return root.toString();
    }

    /** The length of {@link #toJson()} in bytes of UTF-8, to hold against {@link #MAX_BYTES}. */
    public int sizeInBytes() {
        return toJson().getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Whether both allow and deny the same, however they are written: the order of statements, their Sids and the Id
     * do not count, nor does a statement said twice.
     */
    public boolean sameMeaning(PolicyDocument other) {
        return version().equals(other.version()) && meanings().equals(other.meanings());
    }

    boolean hasVariables() {
        return version().equals(CURRENT_VERSION);
    }

    private String version() {
        return frame.path("Version").asText(DEFAULT_VERSION);
    }

    private Set<Meaning> meanings() {
        return statements.stream().map(Statement::meaning).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return toJson();
    }
}
