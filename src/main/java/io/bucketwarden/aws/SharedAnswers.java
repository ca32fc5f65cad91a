package io.bucketwarden.aws;

import io.bucketwarden.posture.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Answers that many buckets share: asked for once for all who ask at the same time, and good for a minute more. A
 * failure serves those who wait for it, and nobody after them.
 */
final class SharedAnswers<K, V> {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private record Asked<V>(Instant begun, Answer<V> answer) {}

    private final InstantSource clock;
    private final Map<K, Asked<V>> asked = new ConcurrentHashMap<>();

    SharedAnswers(InstantSource clock) {
        this.clock = clock;
    }

    /** @param isGood whether an answer may serve those who ask later, too */
    V of(K key, Supplier<V> question, Predicate<V> isGood) {
        var now = clock.instant();
        asked.values().removeIf(one -> !one.begun().plus(FRESH).isAfter(now));
        var mine = new Asked<V>(now, new Answer<>());
        var earlier = asked.putIfAbsent(key, mine);
        if (earlier != null) {
            return earlier.answer().await();
        }
        try {
            var value = question.get();
            if (!isGood.test(value)) {
                asked.remove(key, mine);
            }
            mine.answer().is(value);
            return value;
        } catch (RuntimeException | Error e) {
            asked.remove(key, mine);
            mine.answer().failed(e);
            throw e;
        }
    }

    /** Has the question asked anew by whoever wants to know next; who waits for an answer gets that one. */
    void forget(Predicate<K> which) {
        asked.keySet().removeIf(which);
    }

    /** How many are remembered or being asked for. */
    int size() {
        return asked.size();
    }
}
