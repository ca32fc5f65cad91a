package io.bucketwarden.operator;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.fleet.ListedBucket;
import io.bucketwarden.fleet.Selector;
import io.bucketwarden.fleet.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is asked of the listing of one account: how fresh it has to be, and which selectors ask for more than names. */
record Wanted(Duration every, List<Selector> asking) {

    /** What all policies together ask of each account; those that nobody asks for need no listing. */
    static Map<GrantedAccount, Wanted> by(World world, Schedule schedule) {
        var wanted = new HashMap<GrantedAccount, Wanted>();
        for (var policy : world.policies()) {
            var selector = policy.getSpec().bucketSelector();
            var asking = selector == null ? List.<Selector>of() : List.of(new Selector(selector));
            var mine = new Wanted(schedule.interval(policy.getSpec()), asking);
            world.toBeListed(policy).forEach(account -> wanted.merge(account, mine, Wanted::and));
        }
        return wanted;
    }

    private Wanted and(Wanted other) {
        return new Wanted(
                every.compareTo(other.every) <= 0 ? every : other.every,
                Stream.concat(asking.stream(), other.asking.stream()).toList());
    }

    boolean needsRegionOf(ListedBucket bucket) {
        return asking.stream().anyMatch(selector -> selector.needsRegionOf(bucket));
    }

    boolean needsTagsOf(ListedBucket bucket) {
        return asking.stream().anyMatch(selector -> selector.needsTagsOf(bucket));
    }
}
