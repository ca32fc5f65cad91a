package io.bucketwarden.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Looks at several buckets side by side, a bounded number at once, with a bar for a person who waits. */
public record SideBySide(PrintWriter err, boolean toTerminal) {

    public static final int AT_ONCE = 16;

    /** What each look found, in the order of what is looked at. */
    public <T, R> List<R> each(List<T> all, Function<T, String> name, Function<T, R> look) {
        try (var progress = new Progress(err, all.size(), toTerminal);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slots = new Semaphore(AT_ONCE);
            List<Future<R>> looks = all.stream()
                    .map(one -> threads.submit(() -> {
                        slots.acquireUninterruptibly();
                        try {
                            progress.looksAt(name.apply(one));
                            return look.apply(one);
                        } finally {
                            slots.release();
                        }
                    }))
                    .toList();
            return looks.stream().map(SideBySide::result).toList();
        }
    }

    private static <R> R result(Future<R> look) {
        try {
            return look.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while buckets were looked at", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A bug while a bucket was looked at", e.getCause());
        }
    }
}
