package io.bucketwarden.operator.inventory;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.fleet.Grants;
import io.bucketwarden.fleet.ListedBucket;
import io.bucketwarden.fleet.Selector;
import io.bucketwarden.fleet.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is asked of the listing of one account: how fresh it has to be, and which selectors ask for more than names. */
public record Wanted(Duration every, List<Asking> asking) {

    /** A selector, which may ask only for what its namespace is granted. */
    public record Asking(
            Selector selector, Grants grants, @Nullable String account) {
        private boolean covers(ListedBucket bucket) {
            return grants.of(bucket.name(), account, bucket.region()).isPresent();
        }
    }

    /** What all policies together ask of each account; those that nobody asks for need no listing. */
    public static Map<GrantedAccount, Wanted> by(World world, Function<S3BucketPolicySpec, Duration> interval) {
        var wanted = new HashMap<GrantedAccount, Wanted>();
        for (var policy : world.policies()) {
            var selector = policy.getSpec().bucketSelector();
            for (var account : world.toBeListed(policy)) {
                var asking = selector == null
                        ? List.<Asking>of()
                        : List.of(new Asking(new Selector(selector), world.grantsOf(policy), account.id()));
                wanted.merge(account, new Wanted(interval.apply(policy.getSpec()), asking), Wanted::and);
            }
        }
        return wanted;
    }

    private Wanted and(Wanted other) {
        return new Wanted(
                every.compareTo(other.every) <= 0 ? every : other.every,
                Stream.concat(asking.stream(), other.asking.stream()).toList());
    }

    boolean needsRegionOf(ListedBucket bucket) {
        return asking.stream().anyMatch(one -> one.selector().needsRegionOf(bucket) && one.covers(bucket));
    }

    boolean needsTagsOf(ListedBucket bucket) {
        return asking.stream().anyMatch(one -> one.selector().needsTagsOf(bucket) && one.covers(bucket));
    }
}
