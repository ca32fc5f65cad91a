package io.bucketwarden.operator;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Virtual threads of which at most so many run at once; the rest wait, and none is ever rejected. */
final class BoundedThreads {

    private BoundedThreads() {}

    static ExecutorService of(int atOnce) {
        var slots = new Semaphore(atOnce);
        return Executors.newThreadPerTaskExecutor(task -> Thread.ofVirtual()
                .name("pass-", 0)
                .unstarted(() -> {
                    slots.acquireUninterruptibly();
                    try {
                        task.run();
                    } finally {
                        slots.release();
                    }
                }));
    }
}
