package io.bucketwarden.access.cloudtrail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.DamagedContentException;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.LogFormat;
import io.bucketwarden.access.Unpacked;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The files of a trail that logs data events of S3. Records of management events and of other services are passed over.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html">CloudTrail
 *     log file examples</a>
 */
public final class CloudTrailLogs implements LogFormat {

    /** No more than CloudTrail takes for a record as a whole. */
    private static final int LONGEST_TEXT = 1024 * 1024;

    private static final int LONGEST_NAME = 10_000;
    private static final int DEEPEST = 100;

    // Names are of strangers: neither to be kept beyond a file, nor to be made to collide so that none can be read.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_NAME)
                    .build())
            .build();

    @Override
    public void read(InputStream content, AccessSink sink) throws IOException {
        // By a reader, so that no other encoding is guessed, and so that whatever else fails is a failure to fetch.
        try (var parser = parser(content)) {
            if (parser.nextToken() != JsonToken.START_OBJECT || !isAtRecords(parser)) {
                sink.unreadable(parser.currentToken() == null ? Fault.DAMAGED : Fault.NOT_A_RECORD);
                return;
            }
            for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    tell(TrailRecord.read(parser), sink);
                } else {
                    parser.skipChildren();
                    sink.unreadable(Fault.NOT_A_RECORD);
                }
            }
        } catch (JsonProcessingException | DamagedContentException e) {
            sink.unreadable(Fault.DAMAGED);
        }
    }

    private static JsonParser parser(InputStream content) throws IOException {
        return JSON.createParser(new InputStreamReader(Unpacked.of(content), StandardCharsets.UTF_8))
                .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
    }

    private static boolean isAtRecords(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var isRecords = parser.currentName().equals("Records");
            if (parser.nextToken() == JsonToken.START_ARRAY && isRecords) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static void tell(TrailRecord told, AccessSink sink) {
        if (!told.isOne()) {
            sink.unreadable(Fault.NOT_A_RECORD);
        } else if (told.isDataEvent()) {
            told.tell(sink);
        }
    }
}
