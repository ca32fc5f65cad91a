package io.bucketwarden.telemetry;

/** Where series end, in the words of the reference. */
final class Lasts {

    static final String PROCESS = "with the process";
    static final String POLICY = "with the S3BucketPolicy";
    static final String CONDITION = "with the condition, or its status or reason, or the S3BucketPolicy";
    static final String EXEMPTION = "with the entry of `spec.exemptions`, or the S3BucketPolicy";
    static final String OPENING = "when no bucket is open in that way any more";
    static final String QUEUE = "with the process; a standby has none";
    static final String ACCESS = "with the S3BucketAccess, or when its bucket is tracked no more";

    private Lasts() {}
}
