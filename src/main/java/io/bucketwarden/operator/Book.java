package io.bucketwarden.operator;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.operator.status.BucketReport;
import io.bucketwarden.operator.status.Look;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that is remembered of one policy: each of its buckets, which of them are to be looked at, and what changed. */
final class Book {

    /**
     * What is known of one bucket.
     *
     * @param at when it was last looked at; null when it was not since the operator started
     */
    record LastLook(BucketStatus status, @Nullable Instant at) {}

    /**
     * What is known of some buckets at one moment.
     *
     * @param awaited how many are to be looked at, those included of which something is known already
     */
    record Page(List<Look> looks, List<BucketStatus> statuses, int awaited) {}

    private final Map<String, BookEntry> entries = new HashMap<>();
    private final Set<String> awaited = new HashSet<>();
    private final Transitions transitions = new Transitions();
    private final Map<String, BucketStatus> listed;
    private final boolean wasTruncated;
    private final Map<String, FacetState> governed = new HashMap<>();
    private S3BucketPolicyStatus said;

    /** @param policy as it was when the operator first saw it; its status tells what an operator before us knew */
    Book(S3BucketPolicy policy) {
        var status = Optional.ofNullable(policy.getStatus()).orElse(S3BucketPolicyStatus.NONE);
        said = status;
        listed = status.buckets().stream().collect(Collectors.toMap(BucketStatus::name, Function.identity()));
        wasTruncated = Boolean.TRUE.equals(status.bucketsTruncated());
        if (wasTruncated) {
            governed.putAll(status.facetStates());
            governed.values().removeIf(state -> state == FacetState.Superseded);
        }
    }

    /** The status as last written. The informer may show an older one for a while. */
    synchronized S3BucketPolicyStatus said() {
        return said;
    }

    synchronized void says(S3BucketPolicyStatus status) {
        said = status;
    }

    /** These have to be looked at before anything new can be said of the policy. */
    synchronized void expect(Collection<String> buckets) {
        awaited.addAll(buckets);
    }

    /** Only these belong to the policy now. */
    synchronized void keepOnly(Set<String> buckets) {
        entries.keySet().retainAll(buckets);
        awaited.retainAll(buckets);
    }

    synchronized boolean isWaiting() {
        return !awaited.isEmpty();
    }

    /**
     * Facets of which a statement of ours may be on the bucket. One that the status had no room for when the operator
     * started may have any; one that comes later has none.
     */
    synchronized Map<String, FacetState> governed(String bucket) {
        var entry = entry(bucket);
        return entry.status() == null ? governed : entry.governed();
    }

    /** Facets that are known to be put back, and what is said of them; none of a bucket for which the status had no room. */
    synchronized Map<String, String> reverted(String bucket) {
        return entry(bucket).reverted();
    }

    synchronized BucketReport report(String bucket, Instant at) {
        return entry(bucket).report(bucket, at);
    }

    synchronized int failures(String bucket, boolean failed) {
        return entry(bucket).failures(failed);
    }

    /**
     * Keeps what a look found; returns whether there is something new to report.
     *
     * @param upToDate whether the look was for what is asked of the bucket now
     * @param at when the look ended
     */
    synchronized boolean keep(Look look, BucketStatus next, boolean upToDate, Instant at) {
        var entry = entry(look.bucket());
        var isFirst = entry.status() == null;
        var before = entry.known();
        var isNew = entry.keep(look, next, at);
        // A restart must not announce again what no status had room for.
        if (isNew && !(isFirst && wasTruncated)) {
            transitions.add(News.of(before, next));
        }
        var isAnswer = upToDate && awaited.remove(look.bucket());
        if (awaited.isEmpty()) {
            governed.clear();
        }
        return isAnswer || isNew;
    }

    synchronized Page page(Set<String> buckets) {
        var looks = new ArrayList<Look>();
        var statuses = new ArrayList<BucketStatus>();
        for (var bucket : buckets) {
            var entry = entries.get(bucket);
            if (entry != null && entry.look() != null && entry.status() != null) {
                looks.add(entry.look());
                statuses.add(entry.status());
            }
        }
        return new Page(looks, statuses, (int) buckets.stream()
                .filter(bucket -> awaited.contains(bucket) || !entries.containsKey(bucket))
                .count());
    }

    /** What was last said of each of these buckets that has been looked at. */
    synchronized List<BucketStatus> statuses(Set<String> buckets) {
        return page(buckets).statuses();
    }

    /**
     * What is known of each of these buckets. What was said before the operator started is not: there may have been changes
     * since, except that nobody has to look.
     */
    synchronized List<LastLook> lastLooks(Set<String> buckets, boolean paused) {
        return buckets.stream()
                .map(name -> {
                    var entry = entries.get(name);
                    var before = paused ? listed.get(name) : null;
                    if (entry != null && entry.status() != null && entry.lookedAt() != null) {
                        return new LastLook(entry.status(), entry.lookedAt());
                    }
                    return new LastLook(before == null ? unlooked(name) : before, null);
                })
                .toList();
    }

    /** Something happened that no look shows. */
    synchronized void tell(Transition transition) {
        transitions.add(List.of(transition));
    }

    /** What happened since this was last asked, in bounds. */
    synchronized List<Transition> takeTransitions() {
        return transitions.take();
    }

    /** One of which nothing is known but its name. */
    static BucketStatus unlooked(String name) {
        return new BucketStatus(name, null, null, Condition.Status.Unknown, null, List.of(), List.of(), List.of());
    }

    private BookEntry entry(String bucket) {
        return entries.computeIfAbsent(bucket, name -> new BookEntry(listed.get(name)));
    }
}
