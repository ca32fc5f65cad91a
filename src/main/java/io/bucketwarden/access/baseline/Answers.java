package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.Operation;

/** What the answer of S3 says of the caller. */
final class Answers {

    private Answers() {}

    /**
     * Whether the caller has permission for something: 404 and 412 are not told to others. Redirects, bad requests and
     * failures say nothing of that, and to preflights of browsers S3 answers before it asks who it is.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses</a>
     */
    static boolean letIn(Access access) {
        return switch (access.status()) {
            // Where the log does not say, nobody is taken for a stranger that got nothing.
            case 0, 304, 404, 412, 416 -> !isPreflight(access.operation());
            default -> served(access);
        };
    }

    /** Whether S3 did what was asked. */
    static boolean served(Access access) {
        var status = access.status();
        return ((status >= 200 && status < 300) || status == 304) && !isPreflight(access.operation());
    }

    private static boolean isPreflight(Operation operation) {
        return operation.kind() == Operation.Kind.OTHER && operation.name().contains(".OPTIONS.");
    }
}
