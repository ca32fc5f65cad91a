package io.bucketwarden.access.cloudtrail;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.BoundedText;
import io.bucketwarden.access.Operations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A record of CloudTrail: those of its fields that are read, each cut to a length. */
public final class TrailRecord {

    /** Longer than any of the fields that AWS writes. */
    private static final int LONGEST = 2_048;

    private static final int MAX_ID = 128;
    private static final Set<String> SOURCES = Set.of("s3.amazonaws.com", "s3.amazonaws.com.cn");
    private static final String BUCKET = "AWS::S3::Bucket";

    /** More than any call is about. */
    private static final int MOST_BUCKETS = 16;

    private final Map<Field, String> fields = new EnumMap<>(Field.class);
    private final Set<String> buckets = new LinkedHashSet<>();

    private TrailRecord() {}

    /** The record that an object is. */
    public static TrailRecord of(JsonNode object) {
        try (var parser = object.traverse()) {
            parser.nextToken();
            return read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads up to the end of the object at whose start the parser is. */
    static TrailRecord read(JsonParser parser) throws IOException {
        var told = new TrailRecord();
        told.readObject(parser, Field.RECORD, told.fields);
        return told;
    }

    private void readObject(JsonParser parser, Field.Place place, Map<Field, String> into) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var value = parser.nextToken();
            var inner = place.in(name);
            var field = place.at(name);
            if (value == JsonToken.START_OBJECT && inner != null) {
                readObject(parser, inner, into);
            } else if (value == JsonToken.START_ARRAY && inner != null) {
                readList(parser, inner);
            } else if (value.isScalarValue() && field != null && value != JsonToken.VALUE_NULL) {
                into.put(field, BoundedText.of(parser.getText(), LONGEST));
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Only the resources are a list, and of them only the buckets are of interest. */
    private void readList(JsonParser parser, Field.Place place) throws IOException {
        for (var value = parser.nextToken(); value != JsonToken.END_ARRAY; value = parser.nextToken()) {
            if (value != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            var one = new EnumMap<Field, String>(Field.class);
            readObject(parser, place, one);
            var arn = one.get(Field.RESOURCE_ARN);
            if (arn != null && BUCKET.equals(one.get(Field.RESOURCE_TYPE)) && buckets.size() < MOST_BUCKETS) {
                buckets.add(arn);
            }
        }
    }

    /** CloudTrail's {@code eventID}, the same in every copy; empty when not told. */
    public String id() {
        return BoundedText.of(get(Field.EVENT_ID), MAX_ID);
    }

    /**
     * Whether it is about S3 and about data, not configuration. Records that are too old to say so are told by their call.
     */
    public boolean isDataEvent() {
        if (!SOURCES.contains(get(Field.EVENT_SOURCE))) {
            return false;
        }
        var category = get(Field.EVENT_CATEGORY);
        var management = get(Field.MANAGEMENT_EVENT);
        if (category.isEmpty() && management.isEmpty()) {
            return !Operations.ofEvent(get(Field.EVENT_NAME)).action().isEmpty();
        }
        return category.isEmpty() ? management.equals("false") : category.equals("Data");
    }

    /** Whether it says which call to which service it is about. */
    boolean isOne() {
        return !get(Field.EVENT_SOURCE).isEmpty() && !get(Field.EVENT_NAME).isEmpty();
    }

    /** Tells the requests that a data event is about, a copy to each of its buckets, or why they cannot be told. */
    public void tell(AccessSink sink) {
        DataCall.of(this, sink);
    }

    /** The text of a field; empty when there is none. */
    String get(Field field) {
        return fields.getOrDefault(field, "");
    }

    /** The ARNs of the resources that are buckets, in the order of the record. */
    Set<String> buckets() {
        return Collections.unmodifiableSet(buckets);
    }

    @Override
    public String toString() {
        return fields + " " + buckets;
    }
}
