package io.bucketwarden.conformance;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** How many requests a run may make. Each takes one before it is sent, whoever makes it; what is over is not sent. */
final class Budget {

    /** A request that was not sent. */
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1;

        Spent(int most) {
            super("the budget of " + most + " requests is spent");
        }
    }

    private final int most;
    private final AtomicInteger asked = new AtomicInteger();

    Budget(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }

    /** Requests made so far. */
    int made() {
        return Math.min(asked.get(), most);
    }

    boolean isSpent() {
        return asked.get() > most;
    }

    /** @throws Spent when no request is left */
    void take() {
        if (asked.incrementAndGet() > most) {
            throw new Spent(most);
        }
    }

    /** The same credentials, of which each use takes a request: every request is signed, and there is no way around. */
    AwsCredentialsProvider taking(AwsCredentialsProvider credentials) {
        return new AwsCredentialsProvider() {
            @Override
            public AwsCredentials resolveCredentials() {
                take();
                return credentials.resolveCredentials();
            }
        };
    }

    /** Whether this, or what caused it, is a request that was not sent. */
    static boolean ended(@Nullable Throwable failure) {
        return failure != null && (failure instanceof Spent || ended(failure.getCause()));
    }
}
