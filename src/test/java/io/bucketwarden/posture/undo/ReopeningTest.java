package io.bucketwarden.posture.undo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.bucketwarden.posture.Part;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReopeningTest {

    private static final JsonNode NONE = NullNode.getInstance();
    private static final JsonNode PUBLIC = acl("AllUsers");
    private static final JsonNode PRIVATE = json("{\"Grants\": []}");
    private static final JsonNode ON = block(true, true);

    @Test
    void a_public_grant_without_a_block_opens_it() {
        assertThat(told(Map.of(Part.Acl, PUBLIC, Part.PublicAccessBlock, NONE)))
                .hasValue("This opens website to everyone: READ to AllUsers, and its public access block is off.");
        assertThat(told(Map.of(Part.Acl, acl("AuthenticatedUsers"), Part.PublicAccessBlock, block(false, true))))
                .hasValue(
                        "This opens website to everyone with an AWS account: READ to AuthenticatedUsers, and its public"
                                + " access block is off in part.");
    }

    @Test
    void a_public_grant_beside_a_block_that_is_not_put_back_opens_it_unless_that_holds() {
        assertThat(told(Map.of(Part.Acl, PUBLIC, Part.Ownership, NONE)))
                .hasValue(
                        "This opens website to everyone: READ to AllUsers, unless its public access block keeps that out.");
    }

    @Test
    void what_is_neutralised_does_not_open_it() {
        assertThat(told(Map.of(Part.Acl, PUBLIC, Part.PublicAccessBlock, ON))).isEmpty();
        assertThat(told(Map.of(Part.Acl, PUBLIC, Part.Ownership, ownership("BucketOwnerEnforced"))))
                .isEmpty();
    }

    @Test
    void a_block_that_goes_may_open_it() {
        assertThat(told(Map.of(Part.Acl, PRIVATE, Part.PublicAccessBlock, NONE)))
                .hasValueSatisfying(it -> assertThat(it)
                        .startsWith("This may open website: its public access block is off, so whatever its policy"));
        assertThat(told(Map.of(Part.PublicAccessBlock, block(true, false)))).isPresent();
    }

    @Test
    void acls_that_count_again_may_open_objects() {
        assertThat(told(Map.of(Part.Ownership, NONE, Part.Acl, PRIVATE)))
                .hasValueSatisfying(it -> assertThat(it).startsWith("This may open objects of website: "));
        assertThat(told(Map.of(Part.Ownership, NONE, Part.PublicAccessBlock, ON)))
                .isEmpty();
    }

    @Test
    void other_settings_open_nothing() {
        assertThat(told(Map.of(Part.Versioning, NONE, Part.Encryption, NONE))).isEmpty();
    }

    private static Optional<String> told(Map<Part, JsonNode> parts) {
        return Reopening.of("website", Map.of("f", new Kept(Instant.EPOCH, "a/b", "uid", parts, Map.of())));
    }

    private static JsonNode acl(String group) {
        return json("""
                {"Grants": [{"Permission": "READ", "Grantee": {"Type": "Group",
                 "URI": "http://acs.amazonaws.com/groups/global/%s"}}]}""".formatted(group));
    }

    private static JsonNode block(boolean acls, boolean policy) {
        return json(
                "{\"BlockPublicAcls\": true, \"IgnorePublicAcls\": %s, \"BlockPublicPolicy\": true, \"RestrictPublicBuckets\": %s}"
                        .formatted(acls, policy));
    }

    private static JsonNode ownership(String rule) {
        return json("{\"ObjectOwnership\": \"%s\"}".formatted(rule));
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
