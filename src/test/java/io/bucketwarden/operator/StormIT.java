package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.aws.Accounts;
import io.bucketwarden.events.QueueReader;
import io.bucketwarden.servers.TestCluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Far more changes are heard of than can be looked at one by one, and some buckets are really opened meanwhile. */
class StormIT extends RealTimeServers {

    private static final long SEED = 20_261_124L;
    private static final int STATUS_CHARACTERS = 300_000;

    @Test
    void ten_thousand_events_are_few_looks_and_no_open_bucket_is_overlooked() throws Exception {
        var fleet = fleetOf(200);
        // The last ones are named by nobody but those who open them, so nothing else leads there.
        var opened = fleet.subList(180, 200);
        var storm = Storm.of(10_000, fleet.subList(0, 185), SEED);
        var before = proxy.seen().size();

        rage(storm, () -> {
            opened.forEach(this::openAndTell);
        });

        awaitConsumed(storm.size() + 2 * opened.size());
        awaitClosed(opened);
        assertThat(heard("changed")).isEqualTo(storm.changes() + 2 * opened.size());
        assertThat(heard("attempt")).isEqualTo(storm.attempts());
        assertThat(heard("unselected")).isEqualTo(storm.ofNobody());
        assertThat(heard("duplicate")).isGreaterThanOrEqualTo(storm.twice());
        assertThat(heard("poison")).isGreaterThanOrEqualTo(storm.poison());
        var status = await("fleet", compliant());
        assertThat(proxy.seen().size() - before).isLessThan(storm.size());
        assertThat(Serialization.asJson(status)).hasSizeLessThan(STATUS_CHARACTERS);
        assertThat(operator.buckets())
                .hasSize(fleet.size())
                .allSatisfy(one -> assertThat(one.lastChanges()).hasSizeBetween(1, 5));
    }

    @Test
    void a_leader_that_changes_in_mid_storm_loses_nothing() throws Exception {
        reader.close();
        stopOperator();
        startOperator(Clock.systemUTC(), new OperatorOptions.Lease(namespace, "bucketwarden", "one"));
        await("the lease").until(() -> "one".equals(TestCluster.get().leaseHolder(namespace)));
        var first = operator;
        var firstAccounts = accounts;
        var firstReader = reader(accounts, operator, operator::hear);
        var fleet = fleetOf(60);
        startOperator(Clock.systemUTC(), new OperatorOptions.Lease(namespace, "bucketwarden", "two"));
        var standbyHeard = new AtomicInteger();
        var ledAtFirst = new AtomicReference<String>();
        reader = reader(accounts, operator, message -> {
            if (standbyHeard.getAndIncrement() == 0) {
                ledAtFirst.set(TestCluster.get().leaseHolder(namespace));
            }
            operator.hear(message);
        });
        var storm = Storm.of(4_000, fleet.subList(0, 30), SEED);

        rage(storm, () -> {
            fleet.subList(30, 40).forEach(this::openAndTell);
            await("mid-storm").until(() -> sum() > storm.size() / 8);
            end(firstReader, first, firstAccounts);
            fleet.subList(40, 50).forEach(this::openAndTell);
        });
        await("the standby").until(() -> standbyHeard.get() > 0);
        fleet.subList(50, 60).forEach(this::openAndTell);

        awaitConsumed(storm.size() + 60);
        awaitClosed(fleet.subList(30, 60));
        assertThat(ledAtFirst).hasValue("two");
        assertThat(standbyHeard.get()).isLessThan(storm.size());
        await("fleet", compliant());
    }

    /** In the order in which the operator is shut down. */
    private static void end(QueueReader reader, PolicyOperator operator, Accounts accounts) {
        reader.close();
        operator.close();
        accounts.close();
    }

    /** Buckets under one policy, which have settled. */
    private List<String> fleetOf(int size) {
        var names = IntStream.range(0, size)
                .mapToObj(number -> bucket + "-storm-" + number)
                .toList();
        names.forEach(name -> s3.createBucket(r -> r.bucket(name)));
        applyFleet(
                "fleet",
                "{namePatterns: [\"" + bucket + "-storm-*\"]}",
                "Enforce",
                "publicAccess: {block: true}\n    versioning: {status: Enabled}");
        await("fleet", compliant().and(s -> (size + " buckets").equals(s.target())));
        return names;
    }

    private void openAndTell(String name) {
        s3.deletePublicAccessBlock(r -> r.bucket(name));
        s3.putBucketAcl(r -> r.bucket(name).acl(BucketCannedACL.PUBLIC_READ));
        tell("DeleteBucketPublicAccessBlock", name);
        tell("PutBucketAcl", name);
    }

    private void awaitConsumed(int sent) {
        await("all to be heard").until(() -> sum() >= sent);
        await("the queue to be empty").until(() -> queues.waiting("changes") + queues.inFlight("changes") == 0);
        assertThat(queues.waiting("changes-dead")).isZero();
    }

    private int sum() {
        return heard.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void awaitClosed(List<String> buckets) {
        buckets.forEach(name -> await(name + " to be closed").until(() -> isClosed(name)));
    }

    private boolean isClosed(String name) {
        try {
            var block = s3.getPublicAccessBlock(r -> r.bucket(name)).publicAccessBlockConfiguration();
            return block.blockPublicAcls()
                    && block.ignorePublicAcls()
                    && block.blockPublicPolicy()
                    && block.restrictPublicBuckets();
        } catch (S3Exception e) {
            return false;
        }
    }

    /** Returns when the storm is over and what happened meanwhile has happened. */
    private void rage(Storm storm, Runnable meanwhile) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = threads.submit(() -> {
                storm.send(queues, "changes");
                return null;
            });
            meanwhile.run();
            sent.get();
        }
    }
}
