package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.events.Samples;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody else puts a policy document in the milliseconds between our last read and our write, again and again. */
class LostUpdatesIT extends RealTimeServers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BUCKETS = 4;
    private static final int ROUNDS = 9;

    /** A document that somebody put, and the event that tells of it. */
    private record Foreign(String sid, String eventId, String document) {}

    private final HearingOfLosses hearing = new HearingOfLosses();
    private final Map<String, Foreign> written = new ConcurrentHashMap<>();
    private final List<String> buckets = IntStream.range(0, BUCKETS)
            .mapToObj(number -> bucket + "-" + number)
            .toList();

    @Override
    PassListener listener() {
        return hearing;
    }

    @BeforeEach
    void govern() {
        for (var name : buckets) {
            s3.createBucket(r -> r.bucket(name));
            s3.putBucketPolicy(r -> r.bucket(name).policy(document(FOREIGN.formatted(name))));
            change(name, 0);
        }
        buckets.forEach(this::awaitChanged);
        await("the intake").until(() -> operator.hasRoom());
    }

    @Test
    void each_document_that_is_overwritten_is_told_and_counted() {
        for (int round = 1; round <= ROUNDS; round++) {
            var sid = "Theirs" + round;
            buckets.forEach(name -> proxy.before("PUT", name, "policy", () -> {
                put(name, sid);
                tell(name);
            }));
            for (var name : buckets) {
                written.remove(name);
                change(name, round);
            }
            for (var name : buckets) {
                awaitChanged(name);
                assertThat(policyOf(name)).doesNotContain(sid);
                awaitLost(name, written.get(name));
            }
        }

        assertThat(hearing.lost()).isEqualTo(BUCKETS * ROUNDS);
        assertThat(lost()).hasSize(BUCKETS * ROUNDS);
    }

    @Test
    void what_was_put_before_the_last_read_is_kept_and_nothing_is_said() {
        for (int round = 1; round <= ROUNDS; round++) {
            var sid = "Theirs" + round;
            for (var name : buckets) {
                proxy.before("GET", name, "policy", () -> put(name, sid));
                // Told with the time of our write, so that it is suspected for certain.
                proxy.before("PUT", name, "policy", () -> tell(name));
                written.remove(name);
                change(name, round);
            }
            for (var name : buckets) {
                awaitChanged(name);
                assertThat(policyOf(name)).contains(sid);
                var id = written.get(name).eventId();
                await(
                        name,
                        s -> s.buckets().getFirst().lastChanges().stream()
                                .anyMatch(change -> id.equals(change.eventId())));
            }
        }

        assertThat(hearing.heardOf()).isEqualTo(BUCKETS * ROUNDS);
        assertThat(hearing.lost()).isZero();
        assertThat(lost()).isEmpty();
    }

    /** Asks for another statement than before, so that the document is written. */
    private void change(String name, int round) {
        apply(
                name,
                name,
                "Enforce",
                "secureTransport: {minimumTlsVersion: \"" + (round % 2 == 0 ? "1.2" : "1.3") + "\"}");
    }

    private void awaitChanged(String name) {
        var generation = kube.resources(S3BucketPolicy.class)
                .inNamespace(namespace)
                .withName(name)
                .get()
                .getMetadata()
                .getGeneration();
        await(name, compliant().and(s -> generation.equals(s.observedGeneration())));
    }

    private void awaitLost(String name, Foreign foreign) {
        await("the loss of " + foreign)
                .until(() -> lost().stream()
                        .anyMatch(message -> message.startsWith(name + ": PutBucketPolicy by ")
                                && message.contains(foreign.eventId())
                                && message.contains(foreign.sid() + " is missing")));
    }

    private List<String> lost() {
        return kube.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getReason().equals("PolicyUpdateLost")
                        && event.getType().equals("Warning"))
                .map(event -> event.getMessage())
                .toList();
    }

    /** Somebody else adds a statement, once in a round. */
    private void put(String name, String sid) {
        written.computeIfAbsent(name, any -> {
            var theirs = tree(FOREIGN.formatted(name)).put("Sid", sid);
            var document = tree(policyOf(name));
            document.withArray("Statement").add(theirs);
            s3.putBucketPolicy(r -> r.bucket(name).policy(document.toString()));
            return new Foreign(sid, UUID.randomUUID().toString(), document.toString());
        });
    }

    /** As CloudTrail tells of it. */
    private void tell(String name) {
        var foreign = written.get(name);
        var message = tree(Samples.read("put-bucket-policy").replace("acme-logs", name));
        var detail = message.withObject("/detail");
        detail.put("eventID", foreign.eventId())
                .put("requestID", foreign.eventId().substring(0, 8))
                .put("eventTime", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        detail.withObject("/requestParameters").set("bucketPolicy", tree(foreign.document()));
        queues.send("changes", message.toString());
    }

    private String policyOf(String name) {
        return s3.getBucketPolicy(r -> r.bucket(name)).policy();
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
