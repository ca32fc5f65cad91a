package io.bucketwarden.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** What a run in somebody's account is going to do, before it does any of it. */
final class Announcement {

    private Announcement() {}

    static String of(Store store, String run, int requests, boolean opens) {
        var scenarios = Scenarios.played(opens);
        var buckets = Scenarios.buckets(scenarios);
        var removals = Plays.removals(buckets);
        var open = Scenarios.ALL.stream().filter(Scenario::opens).count();
        return """
            This runs the conformance suite on %s.

              account     %s
              caller      %s
              region      %s, and %s for the scenarios about another region

            It makes, one after the other, and removes again:
              buckets     at most %d, at most 2 at a time, named %s%s-1 to -%d,
                          tagged %s=%s; nothing is stored in them
              settings    and policy documents of these buckets, for %d scenarios:
            %s
              public      %s

            It never touches other buckets, objects, keys, users or roles, and makes none of them. The public access block
            of the account is read, and never written. All buckets of the account are listed, and tags of others are not read.

              requests    at most %,d, and %,d more to remove the buckets; then it stops. CloudTrail records them
                          as management events, for which a second trail charges.
              cost        at most %s, by the list price of us-east-1 as published (PUT and LIST requests, each
                          request counted as one); check yours: %s
            """.formatted(
                        store.name(),
                        store.account(),
                        store.caller(),
                        store.region(),
                        store.elsewhere(),
                        buckets,
                        ThrowAwayBucket.PREFIX,
                        run,
                        buckets,
                        ThrowAwayBucket.TAG,
                        run,
                        scenarios.size(),
                        byFacet(scenarios),
                        opens
                                ? open + " scenarios let everybody into an empty bucket for some seconds"
                                : open
                                        + " scenarios would let everybody into an empty bucket for some seconds, and"
                                        + " are left out; PUBLIC=1 plays them",
                        requests,
                        removals,
                        Price.atMost(requests + removals),
                        Price.SOURCE);
    }

    private static String byFacet(List<Scenario> scenarios) {
        var byFacet = scenarios.stream()
                .collect(Collectors.groupingBy(Scenario::facet, LinkedHashMap::new, Collectors.toList()));
        return byFacet.entrySet().stream()
                .map(facet -> "              %s, %d buckets: %s"
                        .formatted(
                                facet.getKey(),
                                Scenarios.buckets(facet.getValue()),
                                facet.getValue().stream().map(Scenario::name).collect(Collectors.joining(", "))))
                .collect(Collectors.joining("\n"));
    }
}
