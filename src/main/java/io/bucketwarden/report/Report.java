package io.bucketwarden.report;

import io.bucketwarden.api.BucketState;
import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is known of the buckets that were asked for.
 *
 * @param scope which buckets were asked for
 * @param source where it was read, for people
 * @param buckets worst first
 * @param gaps what is not known, apart from what is not known of a single bucket
 */
public record Report(Scope scope, String source, Instant at, List<BucketFacts> buckets, List<String> gaps) {

    /**
     * Brings together what the resources say.
     *
     * @param gaps what could not be read at all, in sentences
     * @param source where the resources were read, for people
     */
    public static Report of(
            List<S3BucketPolicy> policies,
            List<S3BucketAccess> accesses,
            Scope scope,
            String source,
            List<String> gaps,
            Instant at) {
        var all = new Gathering(policies, accesses, true).buckets();
        var kept = all.stream()
                .filter(scope::includes)
                .sorted(BucketFacts.WORST_FIRST)
                .toList();
        var missing = new ArrayList<>(gaps);
        missing.addAll(PolicyGaps.of(policies, scope));
        scope.leftOut(all).ifPresent(missing::add);
        return new Report(scope, source, at, kept, List.copyOf(missing));
    }

    /** What policies alone say of buckets, in no order; who uses them is not asked. */
    public static List<BucketFacts> posture(List<S3BucketPolicy> policies) {
        return new Gathering(policies, List.of(), false).buckets();
    }

    public boolean hasBuckets() {
        return !buckets.isEmpty();
    }

    /** The whole page. */
    public String html() {
        return new Page(this).html().toString();
    }

    long count(BucketState state) {
        return count(bucket -> bucket.state() == state);
    }

    long count(Predicate<BucketFacts> which) {
        return buckets.stream().filter(which).count();
    }

    boolean isComplete() {
        return gaps.isEmpty()
                && buckets.stream().allMatch(bucket -> bucket.gaps().isEmpty());
    }
}
