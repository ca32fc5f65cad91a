package io.bucketwarden.operator;

import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.undo.Kept;
import io.bucketwarden.posture.undo.PutBack;

/** How one facet that is asked to be put back stands. */
sealed interface Revert {

    /** It was put back before; nothing is written however it differs. {@code message}: what was said then. */
    record Done(String message) implements Revert {}

    /** Nothing was kept of it. */
    record Nothing() implements Revert {}

    /** What was kept cannot be read, so that it is not known whether it was put back before. */
    record Unread(CallFailed why) implements Revert {}

    /** The bucket cannot be read, or what was kept cannot be understood. */
    record Unknown(CallFailed why) implements Revert {}

    record Due(Kept kept, PutBack back) implements Revert {}

    /** Whether all is as it was kept, or was, so that it is not put back again. */
    default boolean isDone() {
        return this instanceof Done
                || (this instanceof Due due && due.back().remedies().isEmpty());
    }
}
