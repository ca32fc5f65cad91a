package io.bucketwarden.iam;

import java.util.stream.Stream;

/** An answer that may be unknown. */
enum Truth {
    YES,
    NO,
    UNSURE;

    static Truth of(boolean known) {
        return known ? YES : NO;
    }

    static Truth anyOf(Stream<Truth> answers) {
        return answers.reduce(NO, Truth::or);
    }

    Truth or(Truth other) {
        if (this == YES || other == YES) {
            return YES;
        }
        return this == UNSURE || other == UNSURE ? UNSURE : NO;
    }

    Truth negate() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNSURE -> UNSURE;
        };
    }

    boolean orElse(boolean whenUnsure) {
        return this == YES || (this == UNSURE && whenUnsure);
    }
}
