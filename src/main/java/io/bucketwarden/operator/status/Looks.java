package io.bucketwarden.operator.status;

import io.bucketwarden.api.Reason;
import io.bucketwarden.fleet.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The last look at each bucket of one policy, and what is to be said of all of them together. Pure.
 *
 * @param all one for each bucket that was looked at
 * @param problems what kept whole accounts, or the choice of buckets, from being known
 * @param buckets how many the policy has
 * @param awaited buckets that are still to be looked at for the first time, or after a change
 * @param fleet whether the policy selects its buckets, so that texts have to say which
 */
public record Looks(List<Look> all, List<Problem> problems, int buckets, int awaited, boolean fleet) {

    private static final int NAMED = 3;

    public boolean has(Reason reason) {
        return all.stream().anyMatch(look -> look.has(reason))
                || problems.stream().anyMatch(problem -> problem.reason() == reason);
    }

    public boolean any(Predicate<Finding> which) {
        return findings().anyMatch(which);
    }

    /** Whether everything that should have been looked at was. */
    public boolean isWhole() {
        return awaited == 0 && problems.isEmpty() && all.stream().allMatch(look -> look.problem() == null);
    }

    public int failures() {
        return all.stream().mapToInt(Look::failures).max().orElse(0);
    }

    /** The first thing that could not be read. */
    public Problem firstGap(Predicate<Finding> unknown) {
        return Stream.of(
                        problems.stream(),
                        all.stream().flatMap(look -> Stream.ofNullable(look.problem())),
                        findings().filter(unknown).map(f -> new Problem(f.reason(), f.message())))
                .flatMap(part -> part)
                .findFirst()
                .orElse(new Problem(Reason.Pending, ""));
    }

    /** Which facets, and of a fleet in how many buckets. */
    public String facets(Predicate<Finding> which) {
        if (!fleet) {
            return findings().filter(which).map(Finding::facet).collect(Collectors.joining(", "));
        }
        var counts = findings()
                .filter(which)
                .collect(Collectors.groupingBy(Finding::facet, LinkedHashMap::new, Collectors.counting()));
        var affected = all.stream()
                .filter(look -> look.findings().stream().anyMatch(which))
                .count();
        return affected + " of " + buckets() + " buckets: "
                + counts.entrySet().stream()
                        .map(count -> count.getKey() + " (" + count.getValue() + ")")
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    /** What is said about a reason: of a fleet for the first few buckets, and how many more there are. */
    public String messages(Reason reason) {
        var told = Stream.concat(
                        problems.stream()
                                .filter(problem -> problem.reason() == reason)
                                .map(Problem::message),
                        all.stream().filter(look -> look.has(reason)).map(look -> message(look, reason)))
                .distinct()
                .toList();
        var first = told.stream().limit(NAMED).collect(Collectors.joining(" "));
        return told.size() <= NAMED ? first : first + " And " + (told.size() - NAMED) + " more.";
    }

    private String message(Look look, Reason reason) {
        var problem = look.problem();
        var text = problem != null
                ? problem.message()
                : look.findings().stream()
                        .filter(f -> f.is(reason))
                        .map(Finding::message)
                        .distinct()
                        .collect(Collectors.joining(" "));
        return fleet ? look.bucket() + ": " + text : text;
    }

    private Stream<Finding> findings() {
        return all.stream().flatMap(look -> look.findings().stream());
    }
}
