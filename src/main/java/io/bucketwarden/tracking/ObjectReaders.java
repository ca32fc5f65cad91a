package io.bucketwarden.tracking;

import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.reading.GoneException;
import io.bucketwarden.access.reading.LogObject;
import io.bucketwarden.access.reading.UnreadableObject;
import io.bucketwarden.posture.CallFailed;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the objects of logs, a few at the same time, and gives what they told in the order in which they were asked for. */
final class ObjectReaders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectReaders.class);

    private static final int THREADS = 2;

    /** Begun before the first of them is asked for: more would only hold more in memory. */
    private static final int AHEAD = 4;

    /** What became of one object; {@code told} is what it was told to. */
    sealed interface Outcome<T> {

        record Read<T>(T told) implements Outcome<T> {}

        /** It was listed, and is gone. */
        record Gone<T>() implements Outcome<T> {}

        /** It could not be read to its end, so nothing of it counts. */
        record Failed<T>(Exception why) implements Outcome<T> {}
    }

    record One<T>(LogObject object, Outcome<T> outcome) {}

    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("log-reader-", 0).factory());

    /**
     * Reads objects one after the other as they are asked for.
     *
     * @param sink makes what one object is told to
     */
    <T extends AccessSink> Iterator<One<T>> read(Source.Log log, Iterator<LogObject> objects, Supplier<T> sink) {
        return new Iterator<>() {
            private final Deque<Future<One<T>>> begun = new ArrayDeque<>();

            @Override
            public boolean hasNext() {
                while (begun.size() < AHEAD && objects.hasNext()) {
                    var object = objects.next();
                    begun.add(threads.submit(() -> new One<>(object, read(log, object, sink))));
                }
                return !begun.isEmpty();
            }

            @Override
            public One<T> next() {
                try {
                    return begun.remove().get();
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e.getCause());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new Interrupted();
                }
            }
        };
    }

    /** The process ends; what was not kept is read again. */
    static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private <T extends AccessSink> Outcome<T> read(Source.Log log, LogObject object, Supplier<T> sink) {
        try (var content = log.store().open(object)) {
            var told = sink.get();
            log.format().get().read(content, told);
            return new Outcome.Read<>(told);
        } catch (GoneException e) {
            return new Outcome.Gone<>();
        } catch (UnreadableObject e) {
            LOG.warn("A log object is left out and counted as unreadable: {}", e.getMessage());
            var nothing = sink.get();
            nothing.unreadable(Fault.DAMAGED);
            return new Outcome.Read<>(nothing);
        } catch (IOException | CallFailed e) {
            return new Outcome.Failed<>(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
