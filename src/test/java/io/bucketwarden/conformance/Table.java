package io.bucketwarden.conformance;

import java.util.List;

/** Results for people. */
final class Table {

    private Table() {}

    /** One result as it comes. */
    static String line(Result result) {
        return result.scenario() + ": " + result.verdict()
                + (result.message().isEmpty() ? "" : " - " + result.message());
    }

    /** All of them in columns, and what is to be looked into. */
    static String of(List<Result> results) {
        var scenario = width(results.stream().map(Result::scenario).toList(), "SCENARIO");
        var facet = width(results.stream().map(Result::facet).toList(), "FACET");
        var text = new StringBuilder(row(scenario, facet, "SCENARIO", "FACET", "RESULT"));
        results.forEach(it -> text.append(row(scenario, facet, it.scenario(), it.facet(), it.verdict())));
        results.stream()
                .filter(it -> it.outcome() == Result.Outcome.Failed)
                .forEach(it -> text.append("\n")
                        .append(it.scenario())
                        .append(": ")
                        .append(it.expects())
                        .append("\n  ")
                        .append(it.message())
                        .append("\n"));
        return text.append("\n").append(summary(results)).append("\n").toString();
    }

    static String summary(List<Result> results) {
        var parts = new java.util.ArrayList<String>();
        for (var outcome : Result.Outcome.values()) {
            var count = results.stream().filter(it -> it.outcome() == outcome).count();
            if (count > 0) {
                parts.add(count + " " + outcome.text());
            }
        }
        return results.size() + " scenarios: " + String.join(", ", parts);
    }

    private static String row(int scenario, int facet, String first, String second, String third) {
        return ("%-" + scenario + "s  %-" + facet + "s  %s\n").formatted(first, second, third);
    }

    private static int width(List<String> values, String title) {
        return values.stream().mapToInt(String::length).reduce(title.length(), Math::max);
    }
}
