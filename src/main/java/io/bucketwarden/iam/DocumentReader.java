package io.bucketwarden.iam;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a document in one go, and cuts its statements and fields out of the text just as they are written there. */
final class DocumentReader {

    /** The fields of a document beside its statements, as written, and the version that it names. */
    record Frame(
            List<String> before,
            List<String> after,
            @Nullable String version) {

        Frame {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    // Stores other than AWS may allow more than S3 does; what is read is bounded all the same.
    private static final int LONGEST_READ = 256 * 1024;
    private static final int DEEPEST_READ = 64;
    private static final int LONGEST_NUMBER = 1_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_READ)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNameLength(LONGEST_READ)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final String text;
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();
    private final Set<String> sids = new HashSet<>();
    private @Nullable String version;
    private boolean statementsRead;

    private DocumentReader(String text) {
        this.text = text;
    }

    /** @throws MalformedPolicyException when the text is not a document */
    static DocumentReader read(String text) {
        requireWhole(text);
        var reader = new DocumentReader(text);
        // Of characters, not of a stream: so that all places are those of the text.
        try (var parser = JSON.createParser(text.toCharArray())) {
            reader.document(parser);
        } catch (StreamConstraintsException e) {
            throw new MalformedPolicyException(
                    e.getOriginalMessage().contains("nesting depth")
                            ? "it is nested too deeply, more than " + DEEPEST_READ + " levels"
                            : "it holds a number of more than " + LONGEST_NUMBER + " digits");
        } catch (NumberFormatException e) {
            throw new MalformedPolicyException("it holds a number that is out of all range");
        } catch (JsonProcessingException e) {
            var duplicate = e.getOriginalMessage().startsWith("Duplicate field");
            var where = e.getLocation();
            throw new MalformedPolicyException((duplicate ? "it names a field twice" : "it is not JSON")
                    + (where == null ? "" : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reader;
    }

    /** The tree of a text that was read before. */
    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a statement is JSON", e);
        }
    }

    Frame frame() {
        return new Frame(before, after, version);
    }

    List<Statement> statements() {
        return statements;
    }

    private static void requireWhole(String text) {
        if (text.length() > LONGEST_READ) {
            throw new MalformedPolicyException(
                    "it has " + text.length() + " characters, more than the " + LONGEST_READ + " that are read");
        }
        if (text.startsWith("\uFEFF")) {
            throw new MalformedPolicyException("it begins with a byte order mark, which is no part of JSON");
        }
        // Decoding puts U+FFFD in place of bytes that are not UTF-8. What was there is lost, so it cannot be kept.
        if (text.indexOf('\uFFFD') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new MalformedPolicyException(
                    "it holds text that is not UTF-8 (or the character U+FFFD), which could not be written back as it is");
        }
    }

    private void document(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            if (parser.currentToken() != null) {
                parser.skipChildren();
                requireEnd(parser);
            }
            throw new MalformedPolicyException("it is not a JSON object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            field(parser);
        }
        requireEnd(parser);
        if (!statementsRead) {
            throw new MalformedPolicyException("it has no Statement");
        }
    }

    private static void requireEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            var where = parser.currentTokenLocation();
            throw new MalformedPolicyException("it is not JSON, since more follows after its end (line "
                    + where.getLineNr() + ", column " + where.getColumnNr() + ")");
        }
    }

    private void field(JsonParser parser) throws IOException {
        var name = parser.currentName();
        int start = start(parser);
        parser.nextToken();
        if (name.equals("Statement")) {
            statements(parser);
            return;
        }
        JsonNode value = parser.readValueAsTree();
        (statementsRead ? after : before).add(text.substring(start, end(parser)));
        if (name.equals("Version")) {
            if (!value.isTextual()) {
                throw new MalformedPolicyException("its Version is not a text");
            }
            version = value.asText();
        }
    }

    private void statements(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> statement(parser);
            case START_ARRAY -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    statement(parser);
                }
            }
            case VALUE_NULL -> throw new MalformedPolicyException("it has no Statement");
            default -> throw new MalformedPolicyException("its Statement is neither a JSON object nor a list of them");
        }
        statementsRead = true;
    }

    private void statement(JsonParser parser) throws IOException {
        int start = start(parser);
        JsonNode tree = parser.readValueAsTree();
        var statement = Statement.parse(
                tree, text.substring(start, end(parser)), "statement number " + (statements.size() + 1));
        var sid = statement.sid();
        if (sid.isPresent() && !sids.add(sid.get())) {
            throw new MalformedPolicyException(
                    "two statements have the Sid " + MalformedPolicyException.quoted(sid.get()));
        }
        statements.add(statement);
    }

    private static int start(JsonParser parser) {
        return Math.toIntExact(parser.currentTokenLocation().getCharOffset());
    }

    /** Right after the value that was just read. */
    private static int end(JsonParser parser) {
        return Math.toIntExact(parser.currentLocation().getCharOffset());
    }
}
