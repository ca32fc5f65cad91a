package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture.Logging;
import io.bucketwarden.posture.LiveBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;

/** Where the access logs of a bucket go; empty when they are off. */
record LogDestination(Optional<LoggingEnabled> logging) {

    static LogDestination of(LiveBucket bucket) {
        return new LogDestination(bucket.logging());
    }

    List<Drift> drifts(Logging desired) {
        var target = Objects.requireNonNull(desired.targetBucket());
        if (logging.isEmpty()) {
            return List.of(new Drift("logging.targetBucket", target, "no logging"));
        }
        var actual = logging.get();
        var drifts = new ArrayList<Drift>();
        drifts.addAll(Drift.between("logging.targetBucket", target, text(actual.targetBucket())));
        if (desired.targetPrefix() != null) {
            drifts.addAll(Drift.between("logging.targetPrefix", desired.targetPrefix(), text(actual.targetPrefix())));
        }
        if (desired.keyFormat() != null) {
            drifts.addAll(Drift.between(
                    "logging.keyFormat",
                    desired.keyFormat().name(),
                    LogKeyFormat.of(actual).name()));
        }
        return List.copyOf(drifts);
    }

    /** The prefix that will be in force: an undeclared one stays as it is. */
    String prefix(Logging desired) {
        return desired.targetPrefix() != null
                ? desired.targetPrefix()
                : logging.map(LoggingEnabled::targetPrefix).orElse("");
    }

    /** The configuration with only the declared fields replaced. */
    LoggingEnabled with(Logging desired) {
        var next = logging.map(LoggingEnabled::toBuilder)
                .orElseGet(LoggingEnabled::builder)
                .targetBucket(desired.targetBucket())
                .targetPrefix(prefix(desired));
        if (desired.keyFormat() != null) {
            next.targetObjectKeyFormat(LogKeyFormat.toSdk(desired.keyFormat()));
        }
        return next.build();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
