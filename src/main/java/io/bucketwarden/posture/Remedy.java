package io.bucketwarden.posture;

import io.bucketwarden.iam.Statement;
import java.util.function.Consumer;

/** The cure for a drift, as data: audit prints it, enforce runs it, {@code plan} shows it. */
public sealed interface Remedy {

    /**
     * One S3 write. Two writes of one bucket with the same description are the same write.
     *
     * @param order lower ones come first, whatever facet they are for; equal ones in the order of the facets
     */
    record Write(String description, String iamAction, int order, Consumer<LiveBucket> call) implements Remedy {
        public Write(String description, String iamAction, Consumer<LiveBucket> call) {
            this(description, iamAction, 0, call);
        }
    }

    /** A statement of ours that must be in the policy document, in place of any other with its Sid. */
    record PutStatement(Statement statement) implements Remedy {}

    /** A statement of ours that must leave the policy document. */
    record DropStatement(String sid) implements Remedy {}

    /** Only a person can do it. {@code compensated}: a weaker measure of ours holds until then. */
    record Manual(String instruction, boolean compensated) implements Remedy {}
}
