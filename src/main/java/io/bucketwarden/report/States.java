package io.bucketwarden.report;

import io.bucketwarden.api.BucketState;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How many buckets are in each state, and what that comes to. */
public record States(Map<BucketState, Long> counts, long all) {

    public static States of(List<BucketFacts> buckets) {
        var counts = new EnumMap<BucketState, Long>(BucketState.class);
        buckets.forEach(bucket -> counts.merge(bucket.state(), 1L, Long::sum));
        return new States(counts, buckets.size());
    }

    public long count(BucketState state) {
        return counts.getOrDefault(state, 0L);
    }

    /** Says the worst, and that all is well only when nothing is missing. */
    public String verdict() {
        var open = count(BucketState.Open);
        var differing = count(BucketState.Drifted);
        var unknown = count(BucketState.Unknown);
        if (all == 0) {
            return "No bucket is known here";
        }
        if (open > 0) {
            return of(open) + (open == 1 ? " is" : " are") + " open to the public";
        }
        if (differing > 0) {
            return of(differing) + (differing == 1 ? " differs" : " differ") + " from what is declared";
        }
        if (unknown > 0) {
            return of(unknown) + " could not be judged in full";
        }
        if (count(BucketState.Compliant) < all) {
            return "No bucket is known to differ from what it has to be";
        }
        return all == 1 ? "The bucket is as declared" : "All " + Words.number(all) + " buckets are as declared";
    }

    public String tone() {
        for (var state : List.of(BucketState.Open, BucketState.Drifted, BucketState.Unknown)) {
            if (count(state) > 0) {
                return Badge.tone(state);
            }
        }
        return all > 0 && count(BucketState.Compliant) == all ? "good" : "unknown";
    }

    /**
     * A bar with a legend of the states that there are.
     *
     * @param named what the legend calls a state, perhaps with a link
     */
    public Html bar(Function<BucketState, Html> named) {
        var states = Arrays.stream(BucketState.values())
                .filter(state -> count(state) > 0)
                .toList();
        var told = states.stream()
                .map(state -> Badge.words(state) + ": " + Words.number(count(state)))
                .collect(Collectors.joining(", "));
        return Html.of(
                Bars.shares(
                        "Buckets by state. " + told,
                        states.stream().map(Badge::tone).toList(),
                        states.stream().map(this::count).toList()),
                Html.tag("ul", "legend")
                        .of(states.stream()
                                .map(state -> Html.tag("li", Badge.tone(state))
                                        .of(Html.tag("b").of(Words.number(count(state))), " ", named.apply(state)))
                                .toList()));
    }

    private String of(long some) {
        return all == 1 ? "The bucket" : Words.number(some) + " of " + Words.number(all) + " buckets";
    }
}
