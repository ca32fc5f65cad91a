package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ConflictRetryTest {

    private final List<Duration> waits = new ArrayList<>();
    private final AtomicInteger writes = new AtomicInteger();
    private final ConflictRetry retry = new ConflictRetry(waits::add);

    @Test
    void a_write_that_met_another_is_repeated_with_growing_waits() {
        retry.apply(() -> failTimes(2, "OperationAborted", 409)).run();

        assertThat(writes).hasValue(3);
        assertThat(waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void after_four_tries_the_conflict_is_the_answer() {
        assertThatThrownBy(() ->
                        retry.apply(() -> failTimes(9, "OperationAborted", 409)).run())
                .isInstanceOf(S3Exception.class);

        assertThat(writes).hasValue(4);
    }

    @Test
    void another_failure_is_not_repeated() {
        assertThatThrownBy(() ->
                        retry.apply(() -> failTimes(9, "AccessDenied", 403)).run())
                .isInstanceOf(S3Exception.class);
        assertThatThrownBy(() -> retry.apply(() -> failTimes(9, "InvalidBucketState", 409))
                        .run())
                .isInstanceOf(S3Exception.class);

        assertThat(writes).hasValue(2);
        assertThat(waits).isEmpty();
    }

    private void failTimes(int times, String code, int status) {
        if (writes.incrementAndGet() <= times) {
            AwsServiceException failure = S3Exception.builder()
                    .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                    .statusCode(status)
                    .build();
            throw failure;
        }
    }
}
