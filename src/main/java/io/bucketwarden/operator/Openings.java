package io.bucketwarden.operator;

import io.bucketwarden.api.ExposureWindow;
import io.bucketwarden.api.ExposureWindow.ClosedBy;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.ChangedBy;
import io.bucketwarden.operator.Transition.Kind;
import io.bucketwarden.operator.Transition.Subject;
import io.bucketwarden.operator.changes.ExposureWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is worth telling of who changed a bucket, and of its being opened and closed. Pure. */
final class Openings {

    private Openings() {}

    /** @param before null at the first look */
    static List<Transition> between(@Nullable BucketStatus before, BucketStatus bucket) {
        var transitions = new ArrayList<Transition>();
        var told = before == null ? List.<ChangedBy>of() : before.lastChanges();
        for (var change : bucket.lastChanges().reversed()) {
            if (!told.contains(change)) {
                transitions.add(new Transition(
                        Kind.BucketChanged,
                        bucket.name() + ": " + change.eventName() + " by " + describe(change),
                        new Subject(bucket.name(), change)));
            }
        }
        ExposureWindows.newlyOpen(before, bucket).ifPresent(window -> transitions.add(found(bucket, window)));
        ExposureWindows.newlyClosed(before, bucket).ifPresent(closed -> transitions.add(closed(bucket, closed)));
        return transitions;
    }

    /** Who made a change, from where and when. */
    static String describe(ChangedBy change) {
        return change.who()
                + (change.sourceIp() == null ? "" : " from " + change.sourceIp())
                + (change.time() == null ? "" : " at " + change.time());
    }

    private static Transition found(BucketStatus bucket, ExposureWindow window) {
        var opening = opening(bucket, window);
        var by = opening.map(change -> "opened by " + describe(change) + " (" + change.eventName() + ")")
                .orElse("found so at " + window.foundAt() + "; no event has told who opened it");
        return new Transition(
                Kind.PublicExposureFound, bucket.name() + " is open to the public, " + by, subject(bucket, opening));
    }

    private static Transition closed(BucketStatus bucket, ExposureWindows.Closed closed) {
        var window = closed.window();
        var opening = opening(bucket, window);
        var by = window.closedBy() == ClosedBy.Bucketwarden ? "closed by Bucketwarden" : "closed by somebody else";
        var from = opening.map(
                        change -> " after it was opened by " + describe(change) + " (" + change.eventName() + ")")
                .orElse(" after it was found open; no event has told who opened it");
        return new Transition(
                Kind.PublicExposureClosed,
                bucket.name() + " is no longer open to the public: " + by + " "
                        + closed.lasted().toSeconds() + " seconds" + from,
                subject(bucket, opening));
    }

    private static @Nullable Subject subject(BucketStatus bucket, Optional<ChangedBy> change) {
        return change.map(by -> new Subject(bucket.name(), by)).orElse(null);
    }

    /** With what the window has no room for, while the change is still listed. */
    private static Optional<ChangedBy> opening(BucketStatus bucket, ExposureWindow window) {
        if (window.openedAt() == null) {
            return Optional.empty();
        }
        return bucket.lastChanges().stream()
                .filter(change -> window.eventId() != null && window.eventId().equals(change.eventId()))
                .findFirst()
                .or(() -> Optional.of(new ChangedBy(
                        window.openedBy(), null, null, window.openedByEvent(), window.eventId(), window.openedAt())));
    }
}
