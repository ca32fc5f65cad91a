package io.bucketwarden.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The known differences as a page of the documentation has them. */
public final class DifferencesTable {

    private DifferencesTable() {}

    /** One table for each store, under a heading. */
    public static String markdown() {
        var byStore = Differences.ALL.stream()
                .collect(Collectors.groupingBy(
                        it -> title(it.store()) + " " + it.version(), LinkedHashMap::new, Collectors.toList()));
        return byStore.entrySet().stream()
                .map(store -> "### " + store.getKey() + "\n\n" + table(store.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /** What a run takes at most, in a sentence. */
    public static String figures() {
        return "%d scenarios on at most %d buckets, and %d on %d with `PUBLIC=1`; at most %,d requests, and %,d more to remove the buckets.\n"
                .formatted(
                        Scenarios.played(false).size(),
                        Scenarios.buckets(Scenarios.played(false)),
                        Scenarios.ALL.size(),
                        Scenarios.buckets(Scenarios.ALL),
                        Plays.REQUESTS,
                        Plays.removals(Scenarios.buckets(Scenarios.ALL)));
    }

    private static String title(String store) {
        return store.equals("rgw") ? "Ceph RGW" : store;
    }

    private static String table(List<Difference> differences) {
        return "| name | facet | AWS | here | what it means | shows in |\n| --- | --- | --- | --- | --- | --- |\n"
                + differences.stream()
                        .map(it -> "| %s | %s | %s | %s | %s | %s |\n"
                                .formatted(
                                        it.name(),
                                        it.facet(),
                                        it.aws(),
                                        it.here(),
                                        it.means(),
                                        String.join(", ", it.scenarios())))
                        .collect(Collectors.joining());
    }
}
