package io.bucketwarden.iam;

/** An answer that may be unknown. */
enum Truth {
    YES,
    NO,
    UNSURE;

    static Truth of(boolean known) {
        return known ? YES : NO;
    }

    Truth or(Truth other) {
        if (this == YES || other == YES) {
            return YES;
        }
        return this == UNSURE || other == UNSURE ? UNSURE : NO;
    }

    Truth and(Truth other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == UNSURE || other == UNSURE ? UNSURE : YES;
    }

    Truth negate() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNSURE -> UNSURE;
        };
    }
}
