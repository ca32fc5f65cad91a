package io.bucketwarden.posture.undo;

import com.fasterxml.jackson.databind.JsonNode;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Remedy;
import java.util.List;
import java.util.Optional;

/**
 * A setting of a bucket that facets write, as a whole. Statements of the policy document are no part: they are kept one
 * by one, since the document is shared with others. Names are those of the record.
 */
public enum Part {
    PublicAccessBlock,
    Ownership,
    Acl,
    Encryption,
    Versioning,
    Logging;

    /** As it is now; the null of JSON when the bucket has none. */
    public JsonNode capture(LiveBucket bucket) {
        return setting().capture(bucket);
    }

    /** What makes it as it was kept; empty when there is nothing to do. */
    public Optional<Remedy> restore(JsonNode kept, LiveBucket bucket) {
        return setting().restore(kept, bucket);
    }

    /** What was kept in a few words, with the call that would put it back. */
    public String describe(JsonNode kept) {
        return setting().describe(kept);
    }

    /** What cannot be put back exactly, for people; no full stop. */
    public List<String> remarks(JsonNode kept) {
        return setting().remarks(kept);
    }

    /** Whether the bucket may be open to the public once it is put back. */
    public boolean mayOpen() {
        return this == PublicAccessBlock || this == Ownership || this == Acl;
    }

    private Setting<?> setting() {
        return switch (this) {
            case PublicAccessBlock -> BucketSettings.BLOCK;
            case Ownership -> BucketSettings.OWNERSHIP;
            case Acl -> BucketSettings.ACL;
            case Encryption -> BucketSettings.ENCRYPTION;
            case Versioning -> BucketSettings.VERSIONING;
            case Logging -> BucketSettings.LOGGING;
        };
    }
}
