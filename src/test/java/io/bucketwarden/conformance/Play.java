package io.bucketwarden.conformance;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One run from its first bucket to its last: whatever ends it, its buckets are taken away. */
final class Play {

    private final Store store;
    private final String run;
    private final Budget budget;
    private final String profile;
    private final PrintWriter err;

    Play(Store store, String run, int requests, String profile, PrintWriter err) {
        this.store = store;
        this.run = run;
        this.budget = new Budget(requests);
        this.profile = profile;
        this.err = err;
    }

    Report of(List<Scenario> scenarios, boolean opens) {
        var most = Scenarios.buckets(scenarios);
        // Never closed: after a signal they are needed while this ends.
        var removers = new Clients(store, new Budget(Plays.removals(most)));
        try (var clients = new Clients(store, budget)) {
            var throwAways = new ThrowAways(run, most, clients, new Removal(removers, patience()));
            var hook = new Thread(() -> end(throwAways), "clean-up");
            Runtime.getRuntime().addShutdownHook(hook);
            List<Result> results = List.of();
            List<Report.LeftOver> left;
            var count = new AtomicInteger();
            try {
                results = new Suite(store, budget, throwAways, clients, opens)
                        .play(
                                scenarios,
                                it -> say("[%d/%d] %s"
                                        .formatted(count.incrementAndGet(), scenarios.size(), Table.line(it))));
            } finally {
                left = Report.leftOver(throwAways.close(store.region()), profile);
                forget(hook);
            }
            return new Report(
                    store.name(),
                    store.account(),
                    store.region(),
                    run,
                    budget.made(),
                    throwAways.made(),
                    results,
                    left);
        }
    }

    private void end(ThrowAways throwAways) {
        say("Ended from outside after " + budget.made() + " requests. The buckets of this run are being removed ...");
        var left = Report.leftOver(throwAways.close(store.region()), profile);
        say(left.isEmpty() ? "All buckets of this run are gone." : Report.text(left));
    }

    /** Whoever is being ended already cleans up by the hook. */
    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            return;
        }
    }

    private java.time.Duration patience() {
        return store.settles().compareTo(java.time.Duration.ofSeconds(5)) < 0
                ? java.time.Duration.ofSeconds(5)
                : store.settles();
    }

    private void say(String line) {
        err.println(line);
        err.flush();
    }
}
