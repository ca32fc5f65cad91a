package io.bucketwarden.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Reads a spec in full or not at all. One resource that cannot be read must neither stop the informer of all others nor
 * be acted upon by half, so it becomes {@link S3BucketPolicySpec#unreadable(String)}.
 */
final class SpecDeserializer extends JsonDeserializer<S3BucketPolicySpec> {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // As the API server does: an account without quotes is a number, and may have lost its zeros.
            .withCoercionConfig(
                    LogicalType.Textual,
                    to -> to.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .addMixIn(S3BucketPolicySpec.class, Plain.class)
            .build();

    /** Switches this very deserializer off, inside itself. */
    @JsonDeserialize(using = JsonDeserializer.None.class)
    private interface Plain {}

    @Override
    public S3BucketPolicySpec deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var tree = context.readValue(parser, JsonNode.class);
        try {
            return STRICT.treeToValue(tree, S3BucketPolicySpec.class);
        } catch (JsonMappingException e) {
            var path = e.getPath().stream()
                    .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                    .collect(Collectors.joining("."));
            return S3BucketPolicySpec.unreadable("spec." + path
                    + " cannot be understood by this version of the operator: correct it, or upgrade the operator."
                    + " Nothing is checked or written until then.");
        } catch (JsonProcessingException e) {
            return S3BucketPolicySpec.unreadable("The spec cannot be understood. Nothing is checked or written.");
        }
    }
}
