package io.bucketwarden.aws;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Repeats a write, and the reads that it starts from, where the SDK does not: one that met another on the same bucket (409
 * OperationAborted), and a policy document, which is {@link SentOnce sent once}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses</a>
 */
final class ConflictRetry implements UnaryOperator<Runnable> {

    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));

    private final Consumer<Duration> sleeper;

    ConflictRetry(Consumer<Duration> sleeper) {
        this.sleeper = sleeper;
    }

    @Override
    public Runnable apply(Runnable write) {
        return () -> {
            for (var wait : WAITS) {
                try {
                    write.run();
                    return;
                } catch (SentOnce.Failed _) {
                    sleeper.accept(wait);
                } catch (AwsServiceException e) {
                    if (!isConflict(e)) {
                        throw e;
                    }
                    sleeper.accept(wait);
                }
            }
            last(write);
        };
    }

    /** What went wrong with it is said as of any other call. */
    private static void last(Runnable write) {
        try {
            write.run();
        } catch (SentOnce.Failed e) {
            throw e.why();
        }
    }

    private static boolean isConflict(AwsServiceException e) {
        return e.statusCode() == 409
                && e.awsErrorDetails() != null
                && "OperationAborted".equals(e.awsErrorDetails().errorCode());
    }
}
