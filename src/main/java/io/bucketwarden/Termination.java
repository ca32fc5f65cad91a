package io.bucketwarden;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process in order when it is asked to, by SIGTERM or SIGINT: the main thread closes everything, and only then
 * does the JVM end, with exit code 0. The first resource to be opened, so that it is the last to be closed.
 */
final class Termination implements AutoCloseable {

    /** Below the grace period of a pod. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean running;

    Termination() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "termination"));
    }

    /** Everything is started; returns when the process is asked to end. */
    void await() {
        running = true;
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void end() {
        if (closed.getCount() == 0) {
            // The process ends by itself, with an exit code of its own.
            return;
        }
        asked.countDown();
        try {
            if (!running) {
                LOG.info("Asked to end before it had started");
            } else if (!closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Not everything could be closed within {} s", PATIENCE.toSeconds());
                return;
            }
            // Without this the code would be 143, and a pod that ended as asked would show an error.
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
