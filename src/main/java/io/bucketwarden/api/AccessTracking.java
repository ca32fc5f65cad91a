package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where it is to be seen who uses the buckets of a policy, and what is remembered of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "(has(self.source) && self.source == 'CloudTrailLogs') == has(self.cloudTrail)",
        message = "cloudTrail says where the files of source CloudTrailLogs are: write both, or neither")
public record AccessTracking(
        @JsonPropertyDescription(
                "ServerAccessLogs: those that posture.logging declares. CloudTrailLogs: files of a trail"
                        + " that logs data events, which tell more of who it was. CloudTrailEvents: the same as they come"
                        + " through the operator's queues.")
        @Default("ServerAccessLogs")
        @Nullable
        Source source,

        @JsonPropertyDescription("Where the files of the trail are; for source CloudTrailLogs.") @Nullable
        CloudTrail cloudTrail,

        @JsonPropertyDescription("Days of requests from which it is learned who uses the bucket, before alerts begin."
                + " Logs that are there already count.")
        @Default("7")
        @Min(1)
        @Max(90)
        @Nullable
        Integer learningDays,

        @JsonPropertyDescription("Days after which an accessor that is not seen any more is forgotten.")
        @Default("90")
        @Min(1)
        @Max(400)
        @Nullable
        Integer forgetAfterDays,

        @JsonPropertyDescription("Days of requests against which restrictions are held before they are enforced.")
        @Default("14")
        @Min(1)
        @Max(90)
        @Nullable
        Integer evidenceDays,

        @JsonPropertyDescription(
                "Accessors of a bucket that are listed with their counts; of more it is only remembered that"
                        + " they were seen.")
        @Default("300")
        @Min(10)
        @Max(500)
        @Nullable
        Integer maxAccessors) {

    public static final int LEARNING_DAYS = 7;
    public static final int FORGET_AFTER_DAYS = 90;
    public static final int EVIDENCE_DAYS = 14;
    public static final int MAX_ACCESSORS = 300;

    /** Where it is to be seen who uses a bucket. */
    public enum Source {
        ServerAccessLogs,
        CloudTrailLogs,
        CloudTrailEvents
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CloudTrail(
            @JsonPropertyDescription("Bucket that receives the files of the trail.")
            @Required
            @Size(max = 63)
            @ValidationRule(value = Form.BUCKET_NAME, message = Form.BUCKET_NAME_ADVICE)
            @Nullable
            String bucket,

            @JsonPropertyDescription("Start of the keys up to AWSLogs/, as given to the trail; empty for none.")
            @Size(max = 200)
            @Nullable
            String prefix) {}

    public Source effectiveSource() {
        return source == null ? Source.ServerAccessLogs : source;
    }

    public int effectiveLearningDays() {
        return Objects.requireNonNullElse(learningDays, LEARNING_DAYS);
    }

    public int effectiveForgetAfterDays() {
        return Objects.requireNonNullElse(forgetAfterDays, FORGET_AFTER_DAYS);
    }

    public int effectiveEvidenceDays() {
        return Objects.requireNonNullElse(evidenceDays, EVIDENCE_DAYS);
    }

    public int effectiveMaxAccessors() {
        return Objects.requireNonNullElse(maxAccessors, MAX_ACCESSORS);
    }
}
