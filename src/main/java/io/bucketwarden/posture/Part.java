package io.bucketwarden.posture;

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

    /** Whether the bucket may be open to the public once it is put back. */
    public boolean mayOpen() {
        return this == PublicAccessBlock || this == Ownership || this == Acl;
    }
}
