package io.bucketwarden.operator.inventory;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.fleet.Inventory;
import io.bucketwarden.fleet.ListedBucket;
import io.bucketwarden.fleet.Problem;
import io.bucketwarden.posture.CallFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the listing of one account leaves open and the choice of a bucket hangs on; it is asked of each such bucket. */
final class Gaps {

    private static final int ASKED_AT_ONCE = 16;

    /** Reads of one bucket that may have no answer in a row before anybody is told, as long as there is an earlier one. */
    private static final int TOLERATED_FAILURES = 3;

    private final Lister lister;
    private final GrantedAccount account;

    /** By bucket: how many reads in a row had no answer. */
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    Gaps(Lister lister, GrantedAccount account) {
        this.lister = lister;
        this.account = account;
    }

    /** The most reads of any one bucket that had no answer in a row; none when all is known. */
    int failures() {
        return failures.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /**
     * The same buckets, without those that have gone meanwhile.
     *
     * @param holds whether what is known of a bucket of that name need not be asked again
     */
    List<ListedBucket> filled(
            List<ListedBucket> listed, Wanted wanted, @Nullable Inventory before, Predicate<String> holds) {
        var open = listed.stream()
                .filter(bucket -> isOpen(wanted, bucket))
                .map(ListedBucket::name)
                .collect(Collectors.toSet());
        failures.keySet().retainAll(open);
        if (open.isEmpty()) {
            return listed;
        }
        var earlier = before == null
                ? Map.<String, ListedBucket>of()
                : before.buckets().stream()
                        .collect(Collectors.toMap(ListedBucket::name, Function.identity(), (a, b) -> a));
        var slots = new Semaphore(ASKED_AT_ONCE);
        var filled = new ArrayList<Future<Optional<ListedBucket>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var bucket : listed) {
                filled.add(threads.submit(() -> {
                    if (!open.contains(bucket.name())) {
                        return Optional.of(bucket);
                    }
                    slots.acquire();
                    try {
                        var known = usable(wanted, earlier.get(bucket.name()));
                        return holds.test(bucket.name()) && known.isPresent() ? known : filled(bucket, wanted, known);
                    } finally {
                        slots.release();
                    }
                }));
            }
        }
        return filled.stream().flatMap(one -> one.resultNow().stream()).toList();
    }

    private Optional<ListedBucket> filled(ListedBucket listed, Wanted wanted, Optional<ListedBucket> known) {
        var bucket = listed;
        try {
            if (wanted.needsRegionOf(bucket)) {
                bucket = bucket.in(lister.region(account, bucket));
            }
            bucket = wanted.needsTagsOf(bucket) ? bucket.tagged(lister.tags(account, bucket)) : bucket;
            failures.remove(listed.name());
            return Optional.of(bucket);
        } catch (CallFailed e) {
            if (e.reason() != Reason.CheckFailed) {
                failures.remove(listed.name());
                return e.reason() == Reason.BucketNotFound ? Optional.empty() : Optional.of(unread(bucket, e));
            }
            var inARow = failures.merge(listed.name(), 1, Integer::sum);
            // A passing trouble must not throw a bucket out of its fleet, and one that stays must not keep it there.
            var answer = unread(bucket, e);
            return Optional.of(inARow <= TOLERATED_FAILURES ? known.orElse(answer) : answer);
        }
    }

    /** What was known before, if it leaves nothing open. */
    private static Optional<ListedBucket> usable(Wanted wanted, @Nullable ListedBucket earlier) {
        return Optional.ofNullable(earlier).filter(it -> it.unread() == null && !isOpen(wanted, it));
    }

    private static ListedBucket unread(ListedBucket bucket, CallFailed why) {
        return bucket.unread(new Problem(why.reason(), why.text()));
    }

    private static boolean isOpen(Wanted wanted, ListedBucket bucket) {
        return wanted.needsRegionOf(bucket) || wanted.needsTagsOf(bucket);
    }
}
