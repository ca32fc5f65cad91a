package io.bucketwarden.posture;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One answer, shared by everybody who asks at the same time; a failure is shared, too. */
public final class Answer<T> {

    private final CompletableFuture<T> future = new CompletableFuture<>();

    public void is(T value) {
        future.complete(value);
    }

    public void failed(Throwable why) {
        future.completeExceptionally(why);
    }

    /** Whether it is there, and no failure. */
    boolean isGiven() {
        return future.isDone() && !future.isCompletedExceptionally();
    }

    /** Waits for it, and throws what the one who asked was told. */
    public T await() {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
