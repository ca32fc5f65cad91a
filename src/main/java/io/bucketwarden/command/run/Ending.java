package io.bucketwarden.command.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes everything that was opened, the latest first, when the process is told to end (SIGTERM or SIGINT) or when its
 * block is left.
 *
 * <p>A JVM that is told to end waits for its hooks and then exits with 128 plus the number of the signal. To be told to
 * end is no failure, so the hook ends the process itself, with 0. {@code System.exit} must therefore not be called while
 * the block is open.
 */
final class Ending implements AutoCloseable {

    /** Below the grace period of a pod, and above the time that the operator gives to running passes. */
    private static final Duration LIMIT = Duration.ofSeconds(25);

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private enum State {
        RUNNING,
        ASKED,
        LEFT
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Thread hook = new Thread(this::endProcess, "ending");

    Ending() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Has it closed at the end; at once when the end has come already. */
    <T extends AutoCloseable> T closes(T resource) {
        synchronized (open) {
            open.push(resource);
        }
        if (isAsked()) {
            closeAll();
        }
        return resource;
    }

    boolean isAsked() {
        return state.get() == State.ASKED;
    }

    /** Returns when the process is told to end. */
    void await() {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (state.compareAndSet(State.RUNNING, State.LEFT)) {
            closeAll();
        }
    }

    private void endProcess() {
        if (!state.compareAndSet(State.RUNNING, State.ASKED)) {
            return;
        }
        LOG.info("Told to end");
        asked.countDown();
        var closing = Thread.ofPlatform().daemon().name("closing").start(this::closeAll);
        try {
            closing.join(LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closing.isAlive()) {
            LOG.error("Not everything could be closed within {} s; ending all the same", LIMIT.toSeconds());
            Runtime.getRuntime().halt(RunCommand.FAILED);
        }
        LOG.info("Ended");
        Runtime.getRuntime().halt(0);
    }

    private void closeAll() {
        synchronized (open) {
            while (!open.isEmpty()) {
                var resource = open.pop();
                try {
                    resource.close();
                } catch (Exception e) {
                    LOG.warn("{} could not be closed: {}", resource.getClass().getSimpleName(), e.getMessage());
                }
            }
        }
    }
}
