package io.bucketwarden.posture;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One aspect of posture.
 *
 * @param <D> what the spec asks
 * @param <O> what S3 said
 */
public interface Facet<D, O> {

    About about();

    /** What the posture asks of this facet; empty when it is unmanaged. */
    Optional<D> desired(Posture posture);

    /** Reads only; "not configured" is a value. */
    O observe(LiveBucket bucket, D desired);

    /** Every difference; empty when the bucket matches. Pure. */
    List<Drift> compare(D desired, O observed);

    /** What closes the differences, in order; asked only when there are some. Pure. */
    List<Remedy> remedy(D desired, O observed);

    /** Why a part of it could not be read, when the others are known all the same. Pure. */
    default Optional<CallFailed> unread(O observed) {
        return Optional.empty();
    }

    /** Why the bucket may differ all the same, for people; empty when it may not. Asked only when it differs. Pure. */
    default Optional<String> exempt(D desired, O observed) {
        return Optional.empty();
    }

    /** Whether writing stops when somebody else keeps reverting it. */
    default boolean yieldsToOthers() {
        return true;
    }

    /** The Sids of the policy statements that belong to this facet. */
    default Set<String> sids() {
        return Set.of();
    }

    /** The settings of the bucket that its remedies write, beside statements of the policy document. */
    default Set<Part> changes() {
        return Set.of();
    }

    default String name() {
        return about().name();
    }

    default Verdict examine(Posture posture, LiveBucket bucket) {
        var desired = desired(posture);
        if (desired.isEmpty()) {
            return new Verdict.Unmanaged();
        }
        try {
            var observed = observe(bucket, desired.get());
            var drifts = compare(desired.get(), observed);
            var unread = unread(observed).map(Verdict.Unreadable::of);
            var exempt = drifts.isEmpty() ? Optional.<String>empty() : exempt(desired.get(), observed);
            if (exempt.isPresent()) {
                var beside = unread.map(it -> " " + it.message()).orElse("");
                return new Verdict.Exempt(drifts, exempt.get() + beside);
            }
            if (!drifts.isEmpty()) {
                return new Verdict.Drifted(drifts, remedy(desired.get(), observed), unread);
            }
            return unread.isPresent() ? unread.get() : new Verdict.Compliant();
        } catch (CallFailed e) {
            return Verdict.Unreadable.of(e);
        }
    }
}
