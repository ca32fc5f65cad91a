package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.ExposureWindow;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.events.QueueSeen;
import io.bucketwarden.servers.ElasticMq;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The queue of changes goes down for longer than is nobody's business, and comes back. */
class QueueOutageIT extends RealTimeServers {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    Duration backstop() {
        return Duration.ofSeconds(3);
    }

    @Test
    void while_nothing_is_heard_policies_say_so_and_buckets_are_checked_more_often_until_it_is_back() {
        reader.close();
        stopOperator();
        startOperator(() -> Instant.now().plus(ahead.get()));
        startReader();
        admitEverybody();
        apply("p", "Enforce", "publicAccess: {block: true}");
        await("p", closed(1));
        await("the queue").until(() -> operator.queuesSeen().stream().anyMatch(QueueSeen::readable));

        queues.close();
        await("the outage").until(() -> reader.trouble().isPresent());
        assertThat(unheard(status("p"))).isEmpty();
        ahead.set(Backstop.PATIENCE);
        var status = await("p", s -> unheard(s).equals("True/QueueUnreachable"));
        assertThat(status.condition(Condition.Type.ChangesUnheard).orElseThrow().message())
                .contains("Nothing is heard from " + queues.url("changes"))
                .contains("at least every 3 s");

        open();
        await("p", closed(2));

        queues = new ElasticMq(queues.port());
        queues.createQueue("changes", 5);
        await("p", s -> unheard(s).isEmpty());
        open();
        tell("DeleteBucketPublicAccessBlock", bucket);

        // A full check that was hastened may find it first; that the events are heard again shows in any case.
        var after = await(
                "p", closed(3).and(it -> it.buckets().getFirst().lastChanges().size() == 1));
        assertThat(after.buckets().getFirst().lastChanges())
                .extracting(change -> change.principal())
                .containsOnly(ALICE);
    }

    /** By a statement, which the operator leaves to people: the block alone keeps the bucket closed. */
    private void admitEverybody() {
        var everybody = """
                {"Sid":"Everybody","Effect":"Allow","Principal":"*","Action":"s3:GetObject",\
                "Resource":"arn:aws:s3:::%s/*"}""".formatted(bucket);
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(document(everybody)));
    }

    /** By one call: a look between two would close the bucket before it is open, and there would be no window. */
    private void open() {
        s3.deletePublicAccessBlock(r -> r.bucket(bucket));
    }

    private static String unheard(S3BucketPolicyStatus status) {
        return reason(status, Condition.Type.ChangesUnheard);
    }

    private static Predicate<S3BucketPolicyStatus> closed(int times) {
        return s -> windows(s).size() == times && windows(s).stream().noneMatch(ExposureWindow::isOpen);
    }

    private static List<ExposureWindow> windows(S3BucketPolicyStatus status) {
        return status.buckets().stream()
                .flatMap(b -> b.exposureWindows().stream())
                .toList();
    }
}
