package io.bucketwarden.tracking;

import io.bucketwarden.access.Access;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What is heard of who uses the buckets whose requests come by themselves, from one pass to the next. Whoever tells never
 * waits: what a bucket is told is counted at once, in as much memory as one log object.
 */
final class Heard implements Predicate<Access> {

    /** Requests of all buckets that wait for a pass: some 50 MB. */
    static final int MOST = 100_000;

    private final Function<String, Stream<Tracked.Key>> tracked;
    private final Semaphore room = new Semaphore(MOST);
    private final Map<Tracked.Key, Ear> ears = new ConcurrentHashMap<>();

    /** @param tracked those who want to know of requests to the bucket of a name */
    Heard(Function<String, Stream<Tracked.Key>> tracked) {
        this.tracked = tracked;
    }

    /** Takes a request; returns whether anybody wants to know of it. */
    @Override
    public boolean test(Access access) {
        var wanting = tracked.apply(access.bucket()).toList();
        wanting.forEach(key -> ear(key).hear(access));
        return !wanting.isEmpty();
    }

    /**
     * What was heard of a bucket since the last time. Whoever takes it gives it back, or another one instead once it is kept.
     *
     * @param first makes what is told where nothing is yet
     */
    Tallies take(Tracked.Key bucket, Supplier<Tallies> first) {
        return ear(bucket).take(first);
    }

    /** Where requests to a bucket are told from now on, and those that came since it was taken. */
    void tellTo(Tracked.Key bucket, Tallies next) {
        ear(bucket).tellTo(next);
    }

    void forget(Tracked.Key bucket) {
        var ear = ears.remove(bucket);
        if (ear != null) {
            ear.close();
        }
    }

    void keepOnly(Set<Tracked.Key> others) {
        ears.keySet().stream().filter(key -> !others.contains(key)).forEach(this::forget);
    }

    private Ear ear(Tracked.Key bucket) {
        return ears.computeIfAbsent(bucket, _ -> new Ear(room));
    }
}
