package io.bucketwarden.access.baseline;

/**
 * What is stored of a baseline is damaged, or a later version wrote it. To begin anew in silence would take whoever comes
 * next for usual, so people decide.
 */
public final class UnreadableBaseline extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableBaseline(String why, Throwable cause) {
        super(message(why), cause);
    }

    UnreadableBaseline(String why) {
        super(message(why));
    }

    private static String message(String why) {
        return "What is remembered of who uses the bucket cannot be read: " + why + ". Nothing was changed. Restore the"
                + " status of the S3BucketAccess from a backup, or delete the resource to learn from the beginning.";
    }
}
