package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.TestCluster;
import java.time.Clock;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Two operators that do not know of each other, as in two clusters, and want one bucket differently. */
class ContentionIT extends RealServers {

    /** Schedules add a random part to an interval; this one takes almost all of it away. */
    private static final RandomGenerator IMPATIENT = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public double nextDouble() {
            return -9.9;
        }
    };

    /** Which of the two it is depends on whether the other one comes before or after the look that verifies. */
    private static final Set<Reason> HALTS = Set.of(Reason.Contended, Reason.NotConverging);

    private final String other = TestCluster.get().namespace(namespace + "-other");

    @Test
    void both_stop_after_a_bounded_number_of_writes() {
        stopOperator();
        accounts = accounts(Clock.systemUTC(), Moto.CREDENTIALS);
        operator = operator(accounts, Clock.systemUTC(), watched(), null, IMPATIENT);
        try (var _ = operator(accounts, Clock.systemUTC(), Set.of(other), null, IMPATIENT)) {
            contend(namespace, "Enabled");
            contend(other, "Suspended");

            await("contention")
                    .atMost(java.time.Duration.ofSeconds(60))
                    .until(() -> isContended(namespace) || isContended(other));
            var writes = proxy.writes(bucket);

            assertThat(writes).isBetween(2L, 2L * (1 + Convergence.REVERTS_TO_STAND));
            var looks = proxy.seen(bucket).size();
            await("more looks").until(() -> proxy.seen(bucket).size() > looks + 6);
            assertThat(proxy.writes(bucket)).isLessThanOrEqualTo(writes + 1);
        }
    }

    private void contend(String where, String wanted) {
        applyIn(where, "p", "bucketName: " + bucket, "Enforce", "versioning: {status: " + wanted + "}", "interval: 1m");
    }

    private boolean isContended(String where) {
        return status(where, "p")
                .condition(Condition.Type.Stalled)
                .filter(stalled -> HALTS.contains(stalled.reason()))
                .isPresent();
    }
}
