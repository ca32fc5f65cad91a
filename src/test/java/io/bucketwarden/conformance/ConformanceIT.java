package io.bucketwarden.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.servers.Rgw;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The stores that are to be had here do as AWS does, except for what is known of them by name. */
class ConformanceIT {

    private static final int KNOWN_CEPH = 16;

    @Test
    void moto_differs_from_aws_in_what_is_listed_and_in_nothing_else() {
        playsAsKnown(Stores.moto());
    }

    @Test
    void ceph_differs_from_aws_in_what_is_listed_and_in_nothing_else() {
        Rgw.get().assumeQuirksOf(KNOWN_CEPH);

        playsAsKnown(Stores.rgw());
    }

    private static void playsAsKnown(Store store) {
        var budget = new Budget(Plays.REQUESTS);
        try (var clients = new Clients(store, budget);
                var removers = new Clients(store, new Budget(Plays.REQUESTS))) {
            var throwAways = new ThrowAways(
                    "it", Scenarios.buckets(Scenarios.ALL), clients, new Removal(removers, Duration.ofSeconds(5)));

            var results = new Suite(store, budget, throwAways, clients, true).play(Scenarios.ALL, result -> {});

            assertThat(results)
                    .allSatisfy(result ->
                            assertThat(result.isFine()).as(Table.line(result)).isTrue());
            assertThat(results).extracting(Result::outcome).doesNotContain(Result.Outcome.LeftOut);
            assertThat(throwAways.close(store.region())).isEmpty();
            assertThat(throwAways.made()).isEqualTo(Scenarios.buckets(Scenarios.ALL));
            assertThat(budget.made()).isLessThan(Plays.REQUESTS / 2);
        }
    }
}
