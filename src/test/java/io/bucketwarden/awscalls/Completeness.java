package io.bucketwarden.awscalls;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether enough of the integration tests ran to say of a permission that none of them needs it.
 *
 * @param all the names of their classes
 * @param ran those that ran to their end
 * @param skipped classes, and tests as {@code class#test}
 * @param calls whether a class may call AWS; what the others leave out does not matter
 */
record Completeness(Set<String> all, Set<String> ran, Set<String> skipped, Predicate<String> calls) {

    /** What cannot be said, and why; empty when all that may call AWS did run. */
    Optional<String> gap() {
        var missing = Stream.concat(
                        all.stream().filter(name -> !ran.contains(name)).filter(calls),
                        skipped.stream().filter(test -> calls.test(classOf(test))))
                .collect(Collectors.groupingBy(Completeness::classOf));
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "NOT CHECKED: whether every permission of config/iam is used. Of the classes that may call AWS "
                        + missing.size() + " did not run, or not in full:\n"
                        + missing.keySet().stream()
                                .sorted()
                                .map(name -> "  " + name + tests(name))
                                .collect(Collectors.joining("\n")));
    }

    private String tests(String name) {
        var tests = skipped.stream()
                .filter(test -> test.startsWith(name + CallRecord.TEST))
                .count();
        return ran.contains(name) ? " (tests that were skipped: " + tests + ")" : "";
    }

    private static String classOf(String test) {
        return test.replaceFirst(CallRecord.TEST + ".*", "");
    }
}
