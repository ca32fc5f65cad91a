package io.bucketwarden.servers;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A kind of request that gets no answer for now. */
public final class Held {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Returns once such a request is waiting. */
    public void awaitArrival() throws InterruptedException {
        if (!arrived.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody asked");
        }
    }

    public void release() {
        released.countDown();
    }

    void pass() throws InterruptedException {
        arrived.countDown();
        if (!released.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("never released");
        }
    }
}
