package io.bucketwarden.operator;

import io.bucketwarden.operator.BucketQueue.Next;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When the next full check of one bucket is due: looks at what has changed meanwhile do not put it off. */
final class FullCheck {

    private @Nullable Long at;

    /**
     * A look has ended.
     *
     * @param whole whether it was a full check
     * @param next when it wants the next look
     * @param now by {@link System#nanoTime}, as is all that is kept here
     * @return when to look again: for the full check, if that is due first
     */
    Next after(boolean whole, Next next, long now) {
        var wanted = now + next.delay().toNanos();
        var due = whole ? null : at;
        if (due == null || due - wanted > 0) {
            at = next.whole() ? Long.valueOf(wanted) : due;
            return next;
        }
        return new Next(Duration.ofNanos(Math.max(0, due - now)), next.prompt(), true);
    }

    /** Has it due within a time; returns whether it would have come later. */
    boolean hasten(Duration within, long now) {
        var earlier = now + within.toNanos();
        var isLate = at != null && at - earlier > 0;
        if (isLate) {
            at = earlier;
        }
        return isLate;
    }
}
