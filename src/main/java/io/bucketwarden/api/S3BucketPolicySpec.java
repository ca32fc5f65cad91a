package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold, for which buckets, and whether to enforce it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonDeserialize(using = SpecDeserializer.class)
public record S3BucketPolicySpec(
        @Nullable String bucketName,
        @Nullable BucketSelector bucketSelector,
        @Nullable String accountId,
        @Nullable String region,
        @Nullable Mode mode,
        @Nullable String interval,
        @Nullable Posture posture,
        @Nullable List<Exemption> exemptions,
        @JsonIgnore @Nullable String unreadable) {

    public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(10);

    /** A spec that could not be read in full: nothing of it may be acted upon. */
    public static S3BucketPolicySpec unreadable(String why) {
        return new S3BucketPolicySpec(null, null, null, null, null, null, null, null, why);
    }

    /** Audit unless the spec says otherwise. */
    public Mode effectiveMode() {
        return mode == null ? Mode.Audit : mode;
    }

    /** The time between two full checks; admission guarantees the format. */
    public Duration effectiveInterval() {
        return interval == null ? DEFAULT_INTERVAL : Intervals.parse(interval);
    }
}
