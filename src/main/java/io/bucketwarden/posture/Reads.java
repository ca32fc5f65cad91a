package io.bucketwarden.posture;

import io.bucketwarden.iam.PolicyDocument;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The reads of one pass: each at most once, whoever asks and from whatever thread. */
final class Reads {

    private static final int MOST_STATEMENTS = 16;

    private final Map<String, Answer<Object>> answers = new ConcurrentHashMap<>();
    private final int recalled;

    /** @param earlier what need not be read again */
    Reads(Readings earlier) {
        earlier.answers().forEach((call, value) -> {
            var answer = new Answer<Object>();
            answer.is(value);
            answers.put(call, answer);
        });
        recalled = answers.size();
    }

    /** Reads that were made. */
    int count() {
        return answers.size() - recalled;
    }

    @SuppressWarnings("unchecked")
    <T> Optional<T> once(String call, Supplier<Optional<T>> request) {
        var mine = new Answer<Object>();
        var earlier = answers.putIfAbsent(call, mine);
        if (earlier != null) {
            return (Optional<T>) earlier.await();
        }
        try {
            mine.is(Readings.lean(request.get()));
        } catch (RuntimeException | Error e) {
            mine.failed(e);
        }
        return (Optional<T>) mine.await();
    }

    /** A large document takes many times its size once it is understood, and a tenant may have many of them. */
    private static boolean isSmall(Object answer) {
        return !(answer instanceof Optional<?> it
                && it.orElse(null) instanceof PolicyDocument document
                && document.statements().size() > MOST_STATEMENTS);
    }

    Readings readings() {
        var known = new HashMap<String, Object>();
        answers.forEach((call, answer) -> {
            if (answer.isGiven() && isSmall(answer.await())) {
                known.put(call, answer.await());
            }
        });
        return new Readings(known);
    }
}
