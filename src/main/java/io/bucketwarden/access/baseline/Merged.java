package io.bucketwarden.access.baseline;

import io.bucketwarden.api.S3BucketAccessStatus.Alert;
import java.util.List;

/** A baseline with one more log object, and what that is to be told of: the gravest first, at most {@link #MOST_ALERTS}. */
public record Merged(Baseline baseline, List<Alert> alerts) {

    public static final int MOST_ALERTS = 10;

    public Merged {
        alerts = List.copyOf(alerts);
    }
}
