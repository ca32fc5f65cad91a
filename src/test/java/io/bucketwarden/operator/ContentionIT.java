package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.aws.Accounts;
import io.bucketwarden.servers.FaultyProxy;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.TestCluster;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two operators that do not know of each other, as in two clusters, and want one bucket differently. What one of them
 * wants holds at any time, so that one has reason to stop and the other has nothing to do.
 */
class ContentionIT extends RealServers {

    private static final Duration USUALLY = Duration.ofSeconds(2);

    /** Lets the other one look in the middle between two looks of the first, when writes are verified already. */
    private static final Duration AT_FIRST = Duration.ofSeconds(3);

    private final String other = TestCluster.get().namespace(namespace + "-other");
    private FaultyProxy otherProxy;
    private Accounts otherAccounts;
    private PolicyOperator otherOperator;

    @BeforeEach
    void startTwo() throws IOException {
        stopOperator();
        accounts = accounts(Clock.systemUTC(), Moto.CREDENTIALS);
        operator = operator(accounts, Clock.systemUTC(), watched(), null, checksAfter(USUALLY));
        otherProxy = new FaultyProxy(Moto.get().endpoint());
        otherAccounts = accounts(otherProxy, Clock.systemUTC(), Moto.CREDENTIALS);
        otherOperator = operator(otherAccounts, Clock.systemUTC(), Set.of(other), null, checksAfter(AT_FIRST));
    }

    @AfterEach
    void stopTheOther() {
        otherOperator.close();
        otherAccounts.close();
        otherProxy.close();
    }

    @Test
    void each_takes_the_writes_of_the_other_for_contention_and_stops() {
        contend(namespace, "Enabled");
        // Not before the first write was seen to hold: until then it could as well be lost as reverted.
        await("p", compliant());
        contend(other, "Suspended");

        awaitContended(namespace);
        assertThat(proxy.writes(bucket)).isEqualTo(Convergence.REVERTS_TO_STAND);
        assertThat(otherProxy.writes(bucket)).isEqualTo(Convergence.REVERTS_TO_STAND);
        nobodyWritesAnyMore();
        assertThat(isContended(other))
                .as("its own setting is the one that holds")
                .isFalse();

        request("p", "try-again");

        awaitContended(other);
        await("p", compliant());
        assertThat(proxy.writes(bucket)).isEqualTo(Convergence.REVERTS_TO_STAND + 1);
        assertThat(otherProxy.writes(bucket)).isEqualTo(Convergence.REVERTS_TO_STAND);
        nobodyWritesAnyMore();
    }

    /** Both look several times more. */
    private void nobodyWritesAnyMore() {
        var writes = proxy.writes(bucket);
        var otherWrites = otherProxy.writes(bucket);
        var looks = looks(proxy);
        var otherLooks = looks(otherProxy);

        await("three more looks of both")
                .atMost(Duration.ofSeconds(60))
                .until(() -> looks(proxy) >= looks + 3 && looks(otherProxy) >= otherLooks + 3);

        assertThat(proxy.writes(bucket)).isEqualTo(writes);
        assertThat(otherProxy.writes(bucket)).isEqualTo(otherWrites);
    }

    /** Schedules add a random part to an interval, here a minute; this one takes away all but a few seconds. */
    private static RandomGenerator checksAfter(Duration first) {
        var next = new AtomicReference<>(first);
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return -10 * (60 - next.getAndSet(USUALLY).toSeconds()) / 60.0;
            }
        };
    }

    private long looks(FaultyProxy through) {
        return through.seen(bucket).stream()
                .filter(seen -> !seen.isWrite() && seen.subresource().equals("versioning"))
                .count();
    }

    private void contend(String where, String wanted) {
        applyIn(where, "p", "bucketName: " + bucket, "Enforce", "versioning: {status: " + wanted + "}", "interval: 1m");
    }

    private void awaitContended(String where) {
        await("contention in " + where).atMost(Duration.ofSeconds(60)).until(() -> isContended(where));

        var status = status(where, "p");
        assertThat(reason(status, Condition.Type.Ready)).isEqualTo("False/Contended");
        assertThat(reason(status, Condition.Type.Compliant)).isEqualTo("False/DriftDetected");
        assertThat(facet(status, "versioning").state()).isEqualTo(FacetState.Contended);
    }

    private boolean isContended(String where) {
        return reason(status(where, "p"), Condition.Type.Stalled).equals("True/Contended");
    }
}
