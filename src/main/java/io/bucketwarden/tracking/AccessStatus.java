package io.bucketwarden.tracking;

import io.bucketwarden.access.baseline.BaselineStatus;
import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketAccessSpec;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import io.bucketwarden.api.S3BucketAccessStatus.Summary;
import io.bucketwarden.api.Stamp;
import io.bucketwarden.posture.CallFailed;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the status of an S3BucketAccess together. Pure. */
record AccessStatus(S3BucketAccess resource, Instant now) {

    /** What was there; never null. */
    S3BucketAccessStatus before() {
        return Objects.requireNonNullElse(resource.getStatus(), S3BucketAccessStatus.NONE);
    }

    /** Everything as it was, but for why nothing is read. */
    S3BucketAccessStatus failed(CallFailed why) {
        return asBefore(Condition.Status.False, why.reason(), why.text());
    }

    /** Everything as it was, but that there is more to be gone through before anything is read. */
    S3BucketAccessStatus catchingUp(String message) {
        return asBefore(Condition.Status.True, Reason.CatchingUp, message);
    }

    private S3BucketAccessStatus asBefore(Condition.Status reading, Reason reason, String message) {
        var before = before();
        var saturated = before.conditions().stream().anyMatch(c -> c.type() == Condition.Type.Saturated && c.isTrue());
        return new S3BucketAccessStatus(
                generation(),
                before.phase(),
                before.learningUntil(),
                before.source(),
                before.readUntil(),
                before.lastReadTime(),
                before.summary(),
                before.accessors(),
                before.alerts(),
                before.previews(),
                before.memory(),
                conditions().of(reading, reason, message, saturated));
    }

    /**
     * What is known now.
     *
     * @param problem why reading ended early; empty when it did not
     * @param more whether there is more to be read
     * @param hasRead whether anything was read
     * @param source where it was read
     */
    S3BucketAccessStatus of(
            Knowledge known,
            List<Preview> previews,
            Optional<CallFailed> problem,
            boolean more,
            boolean hasRead,
            Source source) {
        var stored = BaselineStatus.of(known.baseline(), acknowledged().keySet(), now);
        var lastRead = hasRead ? Stamp.of(now) : before().lastReadTime();
        return new S3BucketAccessStatus(
                generation(),
                stored.phase(),
                stored.learningUntil(),
                known.source(),
                stored.readUntil(),
                lastRead,
                stored.summary(),
                stored.accessors(),
                stored.alerts(),
                previews,
                known.memory(stored).pack(),
                reading(known, problem, more, caughtUp(known, source, stored.summary(), lastRead)));
    }

    /** What is said where there is nothing more. */
    private static String caughtUp(Knowledge known, Source source, Summary told, @Nullable String lastRead) {
        if (source.log() == null) {
            // What was read before its requests were listened to is from another source.
            var heard = lastRead != null && lastRead.compareTo(Stamp.of(known.since())) >= 0;
            return heard ? source.caughtUp() : source.silence().nothing(known.since());
        }
        if (known.cursor().isUnmoved()) {
            return source.silence().nothing(known.cursor().low());
        }
        var nothing = told.requests() == 0 && told.unreadable() == 0 && told.vanishedObjects() == 0;
        return nothing ? source.silence().nothingOfTheBucket() : source.caughtUp();
    }

    java.util.Map<String, String> acknowledged() {
        return Optional.ofNullable(resource.getSpec())
                .map(S3BucketAccessSpec::effectiveAcknowledged)
                .orElse(java.util.Map.of());
    }

    private List<Condition> reading(Knowledge known, Optional<CallFailed> problem, boolean more, String caughtUp) {
        var saturated = known.baseline().isSaturated();
        var named = known.unread();
        var unread = named == null ? "" : " " + named.text();
        if (problem.isPresent()) {
            return conditions()
                    .of(
                            Condition.Status.False,
                            problem.get().reason(),
                            problem.get().text() + unread,
                            saturated);
        }
        var missed = known.cursor().narrowed() == 0
                ? ""
                : " Late log objects may have been missed " + known.cursor().narrowed()
                        + " times, since more objects came than are remembered one by one.";
        return conditions()
                .of(
                        Condition.Status.True,
                        more ? Reason.CatchingUp : Reason.CaughtUp,
                        (more ? "There is more to be read." : caughtUp) + missed + unread,
                        saturated);
    }

    private AccessConditions conditions() {
        return new AccessConditions(before(), generation(), now);
    }

    private long generation() {
        return Objects.requireNonNullElse(resource.getMetadata().getGeneration(), 0L);
    }
}
