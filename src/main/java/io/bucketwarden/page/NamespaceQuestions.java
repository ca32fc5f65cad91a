package io.bucketwarden.page;

import io.bucketwarden.page.Doorkeeper.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Asks about many namespaces, of which each is a question. There are so many places for all who ask, and so much time for
 * each of them: a question begins only once it has a place, and what has not begun in time is not asked.
 */
final class NamespaceQuestions {

    interface Question {
        boolean ask(String namespace) throws Unanswered;
    }

    private final int many;
    private final Duration time;
    private final Semaphore places;

    NamespaceQuestions(int many, Duration time) {
        this.many = many;
        this.time = time;
        this.places = new Semaphore(many, true);
    }

    /**
     * The answers that there were in time.
     *
     * @throws Unanswered when one of the questions was not answered
     */
    Map<String, Boolean> ask(Collection<String> namespaces, Question question) throws Unanswered {
        var open = new ArrayList<>(namespaces);
        // In no order, so that it is not always the same ones for which there is no time.
        Collections.shuffle(open);
        var next = new ConcurrentLinkedQueue<>(open);
        var answers = new ConcurrentHashMap<String, Boolean>();
        var end = System.nanoTime() + time.toNanos();
        var workers = new ArrayList<Future<Void>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Math.min(many, open.size()); i++) {
                workers.add(threads.submit((Callable<Void>) () -> {
                    work(next, answers, question, end);
                    return null;
                }));
            }
        }
        for (var worker : workers) {
            await(worker);
        }
        return answers;
    }

    private void work(ConcurrentLinkedQueue<String> next, Map<String, Boolean> answers, Question question, long end)
            throws Unanswered, InterruptedException {
        while (!next.isEmpty() && places.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            try {
                var namespace = next.poll();
                if (namespace == null || end - System.nanoTime() <= 0) {
                    return;
                }
                answers.put(namespace, question.ask(namespace));
            } catch (Unanswered e) {
                next.clear();
                throw e;
            } finally {
                places.release();
            }
        }
    }

    private static void await(Future<Void> worker) throws Unanswered {
        try {
            worker.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Unanswered unanswered) {
                throw unanswered;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered("The operator is ending.");
        }
    }
}
