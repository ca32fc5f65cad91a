package io.bucketwarden.conformance;

import java.util.List;
import java.util.stream.Stream;

/** All of them, in the order in which they are played. */
final class Scenarios {

    static final List<Scenario> ALL = Stream.of(
                    ExposureScenarios.ALL,
                    DataScenarios.ALL,
                    LoggingScenarios.ALL,
                    DocumentScenarios.ALL,
                    AnswerScenarios.ALL)
            .flatMap(List::stream)
            .toList();

    private Scenarios() {}

    /** Those that are played where none may, or all may, let everybody into an empty bucket. */
    static List<Scenario> played(boolean opens) {
        return ALL.stream().filter(scenario -> opens || !scenario.opens()).toList();
    }

    /** Buckets that these make at most. */
    static int buckets(List<Scenario> scenarios) {
        return scenarios.stream().mapToInt(Scenario::buckets).sum();
    }
}
