package io.bucketwarden.conformance;

import java.util.List;
import java.util.Optional;

/**
 * What became of a scenario.
 *
 * @param difference the name of the known difference; empty unless it is one
 * @param message what was seen; empty where all is as expected
 */
record Result(String scenario, String facet, String expects, Outcome outcome, String difference, String message) {

    enum Outcome {
        AsAws("as AWS"),
        KnownDifference("KNOWN DIFFERENCE"),
        Failed("FAILED"),
        LeftOut("left out"),
        NotPlayed("not played");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** Whether nothing has to be looked into. */
    boolean isFine() {
        return outcome == Outcome.AsAws || outcome == Outcome.KnownDifference || outcome == Outcome.LeftOut;
    }

    /** In a few words, and the difference by its name. */
    String verdict() {
        return difference.isEmpty() ? outcome.text() : outcome.text() + " " + difference;
    }

    static Result other(Scenario scenario, Outcome outcome, String message) {
        return new Result(scenario.name(), scenario.facet(), scenario.expects(), outcome, "", message);
    }

    /**
     * Judges what a scenario said by what is known of the store.
     *
     * @param said why it is not as AWS; empty when it is
     */
    static Result judge(Scenario scenario, Optional<String> said, List<Difference> known) {
        var listed = known.stream()
                .filter(it -> it.scenarios().contains(scenario.name()))
                .findFirst();
        if (said.isEmpty()) {
            return listed.map(it -> other(
                            scenario,
                            Outcome.Failed,
                            "the known difference " + it.name() + " does not show any more: take it off the list"))
                    .orElseGet(() -> other(scenario, Outcome.AsAws, ""));
        }
        return listed.filter(it -> said.get().contains(it.seen()))
                .map(it -> new Result(
                        scenario.name(),
                        scenario.facet(),
                        scenario.expects(),
                        Outcome.KnownDifference,
                        it.name(),
                        said.get()))
                .orElseGet(() -> other(scenario, Outcome.Failed, said.get()));
    }
}
