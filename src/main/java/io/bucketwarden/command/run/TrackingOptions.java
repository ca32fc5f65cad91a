package io.bucketwarden.command.run;

import io.bucketwarden.command.DurationConverter;
import io.bucketwarden.command.Flag;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Flags that say how it is read who uses buckets. */
final class TrackingOptions {

    private static final Duration LEAST = Duration.ofSeconds(1);

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--access-interval",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "${env:BUCKETWARDEN_ACCESS_INTERVAL:-5m}",
            description =
                    "From one reading of the logs of a tracked bucket to the next. AWS delivers access logs within"
                            + " hours, files of CloudTrail within minutes.")
    private Duration interval = Duration.ofMinutes(5);

    /** At least a second. */
    Duration interval() {
        if (interval.compareTo(LEAST) < 0) {
            throw Flag.of(command, "--access-interval").refuse("write at least 1s, such as 5m");
        }
        return interval;
    }
}
