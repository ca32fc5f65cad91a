package io.bucketwarden.access.impact;

import org.jspecify.annotations.Nullable;

/**
 * What a restriction would have done to one request.
 *
 * @param doubt why it cannot be told; null where it can
 */
record Judgement(Answer answer, @Nullable Doubt doubt) {

    enum Answer {
        /** Not denied by it, or refused as it was. */
        FINE,
        DENIED,
        CANNOT_TELL
    }

    static final Judgement FINE = new Judgement(Answer.FINE, null);
    static final Judgement DENIED = new Judgement(Answer.DENIED, null);

    static Judgement cannotTell(Doubt doubt) {
        return new Judgement(Answer.CANNOT_TELL, doubt);
    }
}
