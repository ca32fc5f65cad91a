package io.bucketwarden.conformance;

import io.bucketwarden.aws.Accounts;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.aws.Caller;
import io.bucketwarden.aws.ExemptPrincipals;
import io.bucketwarden.conformance.Result.Outcome;
import io.bucketwarden.posture.AwsFailure;
import io.bucketwarden.posture.CallFailed;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Plays one scenario after the other, and takes the buckets of each away before the next. */
final class Suite {

    private static final int REQUESTS_PER_SECOND = 100;
    private static final int CONNECTIONS = 16;

    private final Store store;
    private final Budget budget;
    private final ThrowAways throwAways;
    private final Clients clients;
    private final boolean mayOpen;

    /** @param mayOpen whether scenarios are played that let everybody into an empty bucket for a moment */
    Suite(Store store, Budget budget, ThrowAways throwAways, Clients clients, boolean mayOpen) {
        this.store = store;
        this.budget = budget;
        this.throwAways = throwAways;
        this.clients = clients;
        this.mayOpen = mayOpen;
    }

    /** @param told of each result as soon as there is one */
    List<Result> play(List<Scenario> scenarios, Consumer<Result> told) {
        var known = Differences.of(store);
        var results = new ArrayList<Result>();
        var calls = new CopyOnWriteArrayList<String>();
        var clock = InstantSource.system();
        try (var accounts = new Accounts(
                store.endpoint(),
                budget.taking(store.credentials()),
                REQUESTS_PER_SECOND,
                CONNECTIONS,
                (operation, outcome, duration) -> calls.add(operation),
                clock)) {
            var exempt = new ExemptPrincipals(store.toldPrincipals(), List.of());
            var buckets = new Buckets(accounts, Caller.of(accounts, exempt, clock), clock);
            for (var scenario : scenarios) {
                if (throwAways.isClosed()) {
                    break;
                }
                var result = budget.isSpent()
                        ? spent(scenario)
                        : play(scenario, new Room(store, clients, throwAways, buckets, () -> calls), known);
                if (!throwAways.isClosed()) {
                    results.add(result);
                    told.accept(result);
                }
            }
        }
        return results;
    }

    private Result play(Scenario scenario, Room room, List<Difference> known) {
        if (scenario.opens() && !mayOpen) {
            return Result.other(scenario, Outcome.LeftOut, "it opens an empty bucket; PUBLIC=1 plays it");
        }
        try {
            scenario.play().accept(room);
            return Result.judge(scenario, Optional.empty(), known);
        } catch (LeftOut e) {
            return Result.other(scenario, Outcome.LeftOut, String.valueOf(e.getMessage()));
        } catch (Differs | CallFailed | SdkException e) {
            return Budget.ended(e) ? spent(scenario) : Result.judge(scenario, Optional.of(said(e)), known);
        } catch (Budget.Spent _) {
            return spent(scenario);
        } finally {
            throwAways.remove();
        }
    }

    private static Result spent(Scenario scenario) {
        return Result.other(scenario, Outcome.NotPlayed, "the budget of requests is spent");
    }

    /** On one line. The message of S3 differs each time, and some servers send none. */
    private static String said(RuntimeException e) {
        var message =
                switch (e) {
                    case CallFailed failed -> failed.reason() + ": " + failed.text();
                    case AwsServiceException answer ->
                        "the store answers " + answer.statusCode() + " " + AwsFailure.code(answer);
                    default -> String.valueOf(e.getMessage());
                };
        return message.replaceAll("\\s+", " ");
    }
}
