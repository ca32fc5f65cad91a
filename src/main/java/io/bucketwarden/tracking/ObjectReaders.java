package io.bucketwarden.tracking;

import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.reading.GoneException;
import io.bucketwarden.access.reading.LogObject;
import io.bucketwarden.access.reading.Plausible;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the objects of logs, a few at the same time, and gives what they told in the order in which they were asked for. */
final class ObjectReaders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectReaders.class);

    private static final int THREADS = 2;

    /** Begun before the first of them is asked for: more would only hold more in memory. */
    private static final int AHEAD = 4;

    /**
     * What became of one object.
     *
     * @param told what it was told to; null when it was not read to its end, so that nothing of it counts
     * @param gone whether it was listed, and is no more: what it would have told was told as unreadable
     * @param unreadable why it is left out although it is there; null when it is not
     * @param failure why it was not; null when it was, or is gone
     */
    record One<T>(
            LogObject object,
            @Nullable T told,
            boolean gone,
            @Nullable String unreadable,
            @Nullable Exception failure) {}

    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("log-reader-", 0).factory());

    /**
     * Reads objects one after the other as they are asked for.
     *
     * @param sink makes what one object is told to
     */
    <T extends AccessSink> Iterator<One<T>> read(
            Source source, Source.Log log, Iterator<LogObject> objects, Supplier<T> sink) {
        return new Iterator<>() {
            private final Deque<Future<One<T>>> begun = new ArrayDeque<>();

            @Override
            public boolean hasNext() {
                while (begun.size() < AHEAD && objects.hasNext()) {
                    var object = objects.next();
                    begun.add(threads.submit(() -> read(source.bucket().name(), log, object, sink)));
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

    private <T extends AccessSink> One<T> read(String bucket, Source.Log log, LogObject object, Supplier<T> sink) {
        try (var content = log.store().open(object)) {
            var told = sink.get();
            log.format().get().read(content, new InTime(bucket, Plausible.of(log.layout(), object), told));
            return new One<>(object, told, false, null, null);
        } catch (GoneException e) {
            return new One<>(object, nothing(sink), true, null, null);
        } catch (UnreadableObject e) {
            LOG.warn("A log object is left out and counted as unreadable, {}: {}", object.key(), e.getMessage());
            return new One<>(object, nothing(sink), false, String.valueOf(e.getMessage()), null);
        } catch (IOException | CallFailed e) {
            return new One<>(object, null, false, null, e);
        }
    }

    /** Of an object with at least one request. */
    private static <T extends AccessSink> T nothing(Supplier<T> sink) {
        var told = sink.get();
        told.unreadable(Fault.DAMAGED);
        return told;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
