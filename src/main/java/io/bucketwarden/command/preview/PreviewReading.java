package io.bucketwarden.command.preview;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.LogFormat;
import io.bucketwarden.access.impact.ImpactTally;
import io.bucketwarden.access.reading.LogObject;
import io.bucketwarden.access.reading.LogStore;
import io.bucketwarden.command.Progress;
import io.bucketwarden.posture.CallFailed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads the objects of a log, two of them side by side, into what is to be known of each target. */
final class PreviewReading {

    private static final int THREADS = 2;
    private static final int REASONS = 5;

    /**
     * What was read.
     *
     * @param unread objects that could not be read to their end, of which nothing is counted
     * @param why of some of them
     */
    record Result(long objects, long requests, long unreadable, long unread, List<String> why) {}

    private final LogStore store;
    private final List<PreviewTarget> targets;
    private final Progress progress;
    private final AtomicLong objects = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong unread = new AtomicLong();
    private final List<String> why = new ArrayList<>();

    PreviewReading(LogStore store, List<PreviewTarget> targets, Progress progress) {
        this.store = store;
        this.targets = targets;
        this.progress = progress;
    }

    /**
     * Reads them as they are listed, so that a log may have any number of objects.
     *
     * @throws RuntimeException what the store throws that cannot be listed to its end; then there is no result
     */
    Result read(Iterator<LogObject> due) {
        var ahead = new Ahead(due);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var both = java.util.stream.IntStream.range(0, THREADS)
                    .mapToObj(_ -> threads.submit(() -> readAll(ahead)))
                    .toList();
            for (var one : both) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while logs were read", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("A bug while logs were read", e.getCause());
        }
        ahead.rethrow();
        return new Result(objects.get(), requests.get(), unreadable.get(), unread.get(), List.copyOf(why));
    }

    private void readAll(Ahead ahead) {
        var format = new EitherLog();
        for (var object = ahead.next(); object != null; object = ahead.next()) {
            progress.looksAt(object.key());
            read(object, format);
        }
    }

    private void read(LogObject object, LogFormat format) {
        var sinks = targets.stream().map(PreviewTarget::tallies).toList();
        var all = new All(sinks.stream().flatMap(List::stream).toList());
        try (var content = store.open(object)) {
            format.read(content, all);
        } catch (IOException e) {
            failed(object, String.valueOf(e.getMessage()));
            return;
        } catch (CallFailed e) {
            failed(object, e.text());
            return;
        }
        for (int i = 0; i < sinks.size(); i++) {
            targets.get(i).merge(sinks.get(i));
        }
        objects.incrementAndGet();
        requests.addAndGet(all.requests);
        unreadable.addAndGet(all.unreadable);
    }

    private void failed(LogObject object, String reason) {
        unread.incrementAndGet();
        synchronized (why) {
            if (why.size() < REASONS) {
                why.add(object.key() + ": " + reason);
            }
        }
    }

    /** What is still to be read. Nothing more is once the listing has broken off: half a preview would be taken for one. */
    private static final class Ahead {

        private final Iterator<LogObject> listed;
        private @Nullable RuntimeException broken;

        Ahead(Iterator<LogObject> listed) {
            this.listed = listed;
        }

        synchronized @Nullable LogObject next() {
            try {
                return broken == null && listed.hasNext() ? listed.next() : null;
            } catch (RuntimeException e) {
                broken = e;
                return null;
            }
        }

        synchronized void rethrow() {
            if (broken != null) {
                throw broken;
            }
        }
    }

    /** Tells each of them. */
    private static final class All implements AccessSink {

        private final List<ImpactTally> tallies;
        private long requests;
        private long unreadable;

        All(List<ImpactTally> tallies) {
            this.tallies = tallies;
        }

        @Override
        public void accept(Access access) {
            requests++;
            for (var tally : tallies) {
                tally.accept(access);
            }
        }

        @Override
        public void unreadable(Fault fault) {
            unreadable++;
            tallies.forEach(tally -> tally.unreadable(fault));
        }
    }
}
