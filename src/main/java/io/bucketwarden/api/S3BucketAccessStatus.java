package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who uses the bucket, as logs tell. Times are RFC 3339 in UTC, to the second. Names are what callers had logged. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record S3BucketAccessStatus(
        @JsonPropertyDescription("Generation of the spec that this status is about; -1 until it is seen.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Learning: everybody who is seen is taken as usual. Watching: whoever is new is told.")
        @Nullable
        Phase phase,

        @JsonPropertyDescription("Requests up to here are learned from.") @Nullable
        String learningUntil,

        @JsonPropertyDescription("Where it is read, such as s3://acme-logs/s3/invoices/.") @Nullable
        String source,

        @JsonPropertyDescription("The latest request that was read.") @Nullable
        String readUntil,

        @JsonPropertyDescription("When something was read last.") @Nullable
        String lastReadTime,

        @JsonPropertyDescription("Counts over everything that was read.") @Nullable
        Summary summary,

        @JsonPropertyDescription("Who uses the bucket, the new ones first, then by requests.")
        List<AccessorStatus> accessors,

        @JsonPropertyDescription("What was told, the newest first, at most 20.")
        List<Alert> alerts,

        @JsonPropertyDescription("For each restricting facet that is declared, what it would have denied.")
        List<Preview> previews,

        @JsonPropertyDescription(
                "What the operator remembers beside: how far it has read, and who was seen. Not for people.")
        @Nullable
        String memory,

        @JsonPropertyDescription("Reading always; Saturated while it holds.")
        List<Condition> conditions) {

    public static final int MAX_ALERTS = 20;

    public static final S3BucketAccessStatus NONE = new S3BucketAccessStatus(
            null, null, null, null, null, null, null, List.of(), List.of(), List.of(), null, List.of());

    /** Lists are never null, so that an empty one that the API server left out is still equal to itself. */
    public S3BucketAccessStatus {
        accessors = orEmpty(accessors);
        alerts = orEmpty(alerts);
        previews = orEmpty(previews);
        conditions = orEmpty(conditions);
    }

    /** How far tracking is. */
    public enum Phase {
        Learning,
        Watching
    }

    public record Summary(
            @JsonPropertyDescription("Accessors that are remembered, listed or not.")
            long accessors,

            @JsonPropertyDescription("Principals among those that are listed.")
            int principals,

            @JsonPropertyDescription("Those that came after learning and nobody has acknowledged.")
            int unacknowledged,

            @JsonPropertyDescription("Requests to the bucket that were read.")
            long requests,

            @JsonPropertyDescription("Those among them that S3 answered with an error.")
            long errors,

            @JsonPropertyDescription("Objects of the log that were read.")
            long logObjects,

            @JsonPropertyDescription("Objects that were listed and were gone when they were to be read.")
            long vanishedObjects,

            @JsonPropertyDescription("Lines or records that could not be read.")
            long unreadable,

            @JsonPropertyDescription("Alerts since tracking began.")
            long alerts) {}

    /** What is known of one accessor. */
    public enum AccessorState {
        /** Seen while it was learned. */
        Learned,
        /** Seen for the first time after that. */
        New,
        /** A person said that it is as it should be. */
        Acknowledged
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AccessorStatus(
            @JsonPropertyDescription("Id by which it is acknowledged.")
            String id,

            @JsonPropertyDescription(
                    "Who: a role without its session, a user, an account's root user, a service, or anonymous.")
            String principal,

            @JsonPropertyDescription("Family of the user agent: what the caller calls itself, never proof.")
            String application,

            @JsonPropertyDescription("The /24 or /48 network, or the VPC endpoint.")
            String network,

            @JsonPropertyDescription("Learned, New or Acknowledged.")
            AccessorState state,

            @JsonPropertyDescription("First request.") String firstSeen,

            @JsonPropertyDescription("Latest request.") String lastSeen,

            @JsonPropertyDescription("All requests.") long requests,

            @JsonPropertyDescription("Those that S3 answered with an error.")
            long errors,

            @JsonPropertyDescription("Those that read objects.")
            long reads,

            @JsonPropertyDescription("Those that wrote objects.")
            long writes,

            @JsonPropertyDescription("Those that deleted objects.")
            long deletes,

            @JsonPropertyDescription("Those that listed.") long lists,

            @JsonPropertyDescription(
                    "Whether some came from outside of the declared networks, and S3 did what they asked.")
            @Nullable
            Boolean outsideNetworks,

            @JsonPropertyDescription("Whether it belongs to none of the declared accounts, and S3 did what it asked.")
            @Nullable
            Boolean outsideAccounts) {}

    /** What is told. The names are API: alert rules match on them. */
    public enum AlertKind {
        NewPrincipal,
        NewApplication,
        AnonymousAccess,
        OutsideNetworks,
        OutsideAccounts,
        ReadBurst,
        DeleteBurst,
        Saturated
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Alert(
            @JsonPropertyDescription("What happened.") AlertKind kind,

            @JsonPropertyDescription("When the first of the requests came.")
            String time,

            @JsonPropertyDescription("The same in a sentence.")
            String message,

            @JsonPropertyDescription("Id of the accessor, where it is about one.") @Nullable
            String accessor,

            @JsonPropertyDescription("Who.") @Nullable String principal,

            @JsonPropertyDescription("What the caller calls itself.") @Nullable
            String application,

            @JsonPropertyDescription("From where.") @Nullable
            String network,

            @JsonPropertyDescription("How many requests there were when it was told.")
            long requests) {}

    /** What a restriction would have done. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Preview(
            @JsonPropertyDescription("The restricting facet.")
            String facet,

            @JsonPropertyDescription("Fingerprint of the statements that were held against the requests.")
            String candidate,

            @JsonPropertyDescription("First day of the requests.")
            String from,

            @JsonPropertyDescription(
                    "Whether all days that are asked for were read with these statements, and of each its log told something.")
            boolean complete,

            @JsonPropertyDescription("Requests that were judged or could not be.")
            long requests,

            @JsonPropertyDescription("Those that would have been denied.")
            long denied,

            @JsonPropertyDescription("Those of which it cannot be told.")
            long cannotTell,

            @JsonPropertyDescription("How many principals would have been denied something, up to a bound.")
            int principals,

            @JsonPropertyDescription("Some of them: who, from where, what and how often.")
            List<String> examples,

            @JsonPropertyDescription(
                    "Once all was read: days on which nobody's request was logged, so that the log of them may not have arrived.")
            List<String> silentDays) {

        public Preview {
            examples = orEmpty(examples);
            silentDays = orEmpty(silentDays);
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(Objects.requireNonNull(list));
    }
}
