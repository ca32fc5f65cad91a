package io.bucketwarden.posture;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One part of an observation that may be missing while the others are known: what was read, or why it was not. A
 * denied read must not hide what another read has found.
 */
public record Reading<T>(@Nullable T known, @Nullable CallFailed failed) {

    public static <T> Reading<T> of(Supplier<T> read) {
        try {
            return new Reading<>(read.get(), null);
        } catch (CallFailed e) {
            return new Reading<>(null, e);
        }
    }

    /** Not read, since it decides nothing. */
    public static <T> Reading<T> unasked() {
        return new Reading<>(null, null);
    }

    public Optional<T> value() {
        return Optional.ofNullable(known);
    }

    public Optional<CallFailed> failure() {
        return Optional.ofNullable(failed);
    }
}
