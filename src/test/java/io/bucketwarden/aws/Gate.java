package io.bucketwarden.aws;

import java.util.concurrent.CountDownLatch;

/** Holds an answer back until the test lets it go. */
final class Gate {

    private final CountDownLatch open = new CountDownLatch(1);

    void open() {
        open.countDown();
    }

    void pass() {
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
