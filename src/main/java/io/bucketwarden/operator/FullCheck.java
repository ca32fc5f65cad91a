package io.bucketwarden.operator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When the next full check of one bucket is due: looks at what has changed meanwhile do not put it off. */
final class FullCheck {

    private @Nullable Long at;

    /** As it was hastened during the look that is under way, which decided before that when the next one is to come. */
    private @Nullable Long meanwhile;

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
        var due = whole ? meanwhile : earlier(at, meanwhile);
        meanwhile = null;
        if (due == null || due - wanted > 0) {
            at = next.whole() ? Long.valueOf(wanted) : due;
            return next;
        }
        at = due;
        return new Next(Duration.ofNanos(Math.max(0, due - now)), next.prompt(), true);
    }

    /**
     * Has it due within a time.
     *
     * @param running whether a look is under way
     * @return whether it would have come later
     */
    boolean hasten(Duration within, long now, boolean running) {
        var earlier = now + within.toNanos();
        if (running) {
            meanwhile = earlier(meanwhile, earlier);
        }
        var isLate = at != null && at - earlier > 0;
        if (isLate) {
            at = earlier;
        }
        return isLate;
    }

    private static @Nullable Long earlier(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one - other < 0 ? one : other;
    }
}
