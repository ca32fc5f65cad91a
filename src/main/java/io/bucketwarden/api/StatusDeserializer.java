package io.bucketwarden.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Reads a status, or takes one that cannot be read, such as one of another version, for none at all. */
final class StatusDeserializer extends JsonDeserializer<S3BucketPolicyStatus> {

    private static final JsonMapper TOLERANT = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(S3BucketPolicyStatus.class, Plain.class)
            .build();

    /** Switches this very deserializer off, inside itself. */
    @JsonDeserialize(using = JsonDeserializer.None.class)
    private interface Plain {}

    @Override
    public S3BucketPolicyStatus deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var tree = context.readValue(parser, JsonNode.class);
        try {
            return TOLERANT.treeToValue(tree, S3BucketPolicyStatus.class);
        } catch (JsonProcessingException e) {
            return S3BucketPolicyStatus.NONE;
        }
    }
}
