package io.bucketwarden.command.run;

import io.bucketwarden.aws.QueueUrl;
import io.bucketwarden.command.DurationConverter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that say what is done while changes are not heard of. */
final class BackstopOptions {

    @Option(
            names = "--backstop-interval",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "${env:BUCKETWARDEN_BACKSTOP_INTERVAL:-5m}",
            description = "While a queue cannot be read, every bucket is checked in full at least so often.")
    private Duration interval = Duration.ofMinutes(5);

    /** Null where there is no queue, and so nothing to stand in for. */
    @Nullable
    Duration interval(List<QueueUrl> queues) {
        return queues.isEmpty() ? null : interval;
    }
}
