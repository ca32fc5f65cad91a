package io.bucketwarden.iam;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The JSON access policy of a bucket: statements in order, those that were read kept exactly as they are written. Immutable.
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

    private static final PolicyDocument EMPTY = new PolicyDocument(
            new DocumentReader.Frame(List.of("\"Version\":\"" + CURRENT_VERSION + "\""), List.of(), CURRENT_VERSION),
            List.of());

    private final DocumentReader.Frame frame;
    private final List<Statement> statements;

    private PolicyDocument(DocumentReader.Frame frame, List<Statement> statements) {
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
        var read = DocumentReader.read(json);
        return new PolicyDocument(read.frame(), read.statements());
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

    /** This document with only those statements that the other has not got under the same Sid and with the same meaning. */
    public PolicyDocument without(PolicyDocument other) {
        var same = new HashSet<>(other.statements);
        return new PolicyDocument(
                frame,
                statements.stream()
                        .filter(statement -> !same.contains(statement)
                                && statement
                                        .sid()
                                        .flatMap(other::bySid)
                                        .filter(statement::sameMeaning)
                                        .isEmpty())
                        .toList());
    }

    /** Compact JSON, in which statements and fields that were read stand character by character as they were. */
    public String toJson() {
        var fields = new ArrayList<>(frame.before());
        fields.add(
                statements.stream().map(Statement::toString).collect(Collectors.joining(",", "\"Statement\":[", "]")));
        fields.addAll(frame.after());
        return "{" + String.join(",", fields) + "}";
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

    /** Empty when it names none, which AWS takes for 2008-10-17. */
    Optional<String> namedVersion() {
        return Optional.ofNullable(frame.version());
    }

    private String version() {
        return namedVersion().orElse(DEFAULT_VERSION);
    }

    private Set<Meaning> meanings() {
        return statements.stream().map(Statement::meaning).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return toJson();
    }
}
