package io.bucketwarden.access;

/**
 * What was asked of S3.
 *
 * @param name as the log names it, such as {@code REST.GET.OBJECT} or {@code GetObject}
 * @param action the IAM action that decides about it, such as {@code s3:GetObject}; empty where that is not known
 * @param onObject whether the action is on an object, not on the bucket
 */
public record Operation(String name, String action, Kind kind, boolean onObject) {

    /** What it does with data. */
    public enum Kind {
        READ,
        WRITE,
        DELETE,
        LIST,
        /** Configuration, or what is not known. */
        OTHER
    }
}
