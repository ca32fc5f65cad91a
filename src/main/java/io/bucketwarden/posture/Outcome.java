package io.bucketwarden.posture;

/** What became of the writes of one facet. */
public sealed interface Outcome {

    /** Sent and accepted; the next pass confirms. */
    record Written() implements Outcome {}

    /** Refused by S3 or by a safety check; the message is for people. */
    record Refused(String message) implements Outcome {}
}
