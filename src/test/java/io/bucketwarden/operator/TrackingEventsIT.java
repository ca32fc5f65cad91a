package io.bucketwarden.operator;

import static io.bucketwarden.operator.TrackingBeside.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorState;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorStatus;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import io.bucketwarden.api.S3BucketAccessStatus.Phase;
import io.bucketwarden.events.Samples;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who uses a bucket, from data events in a real queue to a resource on a real API server. */
class TrackingEventsIT extends RealTimeServers {

    private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
    private final InstantSource clock = () -> Clock.systemUTC().instant().plus(passed.get());
    private final TrackingBeside tracking = new TrackingBeside(this, clock);
    private boolean hasQueue = true;

    @Override
    Duration backstop() {
        return hasQueue ? super.backstop() : null;
    }

    @AfterEach
    void stopTracking() {
        tracking.end();
    }

    @Test
    void whoever_is_heard_of_at_first_is_learned_and_whoever_comes_after_that_is_told() {
        tracking.start();
        track("learningDays: 1");
        access("app");
        tracking.await(s -> s.phase() == Phase.Learning && s.accessors().size() == 1);

        passed.set(Duration.ofDays(2));
        access("app");
        access("stranger");

        var told = tracking.await(s -> s.accessors().size() == 2 && s.phase() == Phase.Watching);
        assertThat(told.accessors())
                .extracting(AccessorStatus::state)
                .containsExactly(AccessorState.New, AccessorState.Learned);
        assertThat(told.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.NewPrincipal);
            assertThat(alert.principal()).isEqualTo("arn:aws:iam::123456789012:user/stranger");
        });
        awaitEvent("p", "NewPrincipal");
        assertThat(reading(told).status()).isEqualTo(Condition.Status.True);
        assertThat(reading(told).reason()).isEqualTo(Reason.CaughtUp);
        assertThat(reading(told).message()).contains("listened to");
        assertThat(heard("accessed")).isEqualTo(3);
    }

    @Test
    void while_nothing_is_heard_it_says_what_is_missing() {
        tracking.start();
        track("learningDays: 1");

        var silent = reading(tracking.await(s -> !s.conditions().isEmpty()));
        assertThat(silent.status()).isEqualTo(Condition.Status.True);
        assertThat(silent.message()).startsWith("No request to the bucket was heard of yet.");

        access("app");
        assertThat(reading(tracking.await(s -> s.accessors().size() == 1)).message())
                .startsWith("Data events are listened to");
    }

    @Test
    void an_event_that_comes_twice_counts_once_and_those_of_other_buckets_are_something_else() {
        tracking.start();
        track("learningDays: 1");
        var twice = event(bucket, "app");
        queues.send("changes", twice);
        queues.send("changes", twice);
        queues.send("changes", event("nobodys-bucket", "app"));
        tell("PutBucketVersioning", bucket);
        await("all to be heard")
                .until(() -> heard("accessed") + heard("duplicate") + heard("other") + heard("changed") == 4);
        access("last");

        var status = tracking.await(s -> s.accessors().size() == 2);

        assertThat(status.summary().requests()).isEqualTo(2);
        assertThat(heard("duplicate")).isEqualTo(1);
        assertThat(heard("other")).isEqualTo(1);
        assertThat(heard("changed")).isEqualTo(1);
    }

    @Test
    void a_restart_loses_nothing_that_was_kept_and_nothing_that_waits_in_the_queue() {
        tracking.start();
        track("learningDays: 1");
        access("app");
        tracking.await(s -> s.summary() != null && s.summary().requests() == 1);

        reader.close();
        tracking.end();
        stopOperator();
        access("app");
        startOperator(Clock.systemUTC());
        tracking.start();
        startReader();

        var status = tracking.await(s -> s.summary().requests() > 1);
        assertThat(status.summary().requests()).isEqualTo(2);
        assertThat(status.accessors())
                .singleElement()
                .satisfies(one -> assertThat(one.requests()).isEqualTo(2));
    }

    @Test
    void what_is_heard_is_held_against_restrictions_from_now_on() {
        tracking.start();
        applyWith(
                "accessTracking: {source: CloudTrailEvents, evidenceDays: 1}",
                "p",
                "Audit",
                "networkAccess: {allowedCidrs: [198.51.100.0/24]}");
        tracking.await(s -> !s.previews().isEmpty());
        access("app");

        var early = tracking.await(
                s -> !s.previews().isEmpty() && s.previews().getFirst().denied() == 1);
        assertThat(early.previews().getFirst().complete()).isFalse();

        passed.set(Duration.ofDays(1).plusMinutes(5));
        assertThat(tracking.await(s -> s.previews().getFirst().complete())
                        .previews()
                        .getFirst()
                        .denied())
                .isEqualTo(1);
    }

    @Test
    void without_a_queue_it_says_what_is_missing_and_learns_nobody() {
        hasQueue = false;
        reader.close();
        stopOperator();
        startOperator(Clock.systemUTC());
        tracking.start();
        track("learningDays: 1");

        var status = tracking.await(s -> !s.conditions().isEmpty());

        assertThat(reading(status).status()).isEqualTo(Condition.Status.False);
        assertThat(reading(status).reason()).isEqualTo(Reason.QueueUnreachable);
        assertThat(reading(status).message()).contains("--queue");
        assertThat(status.learningUntil()).isNull();
    }

    private void track(String more) {
        applyWith(
                "accessTracking: {source: CloudTrailEvents, " + more + "}",
                "p",
                "Audit",
                "versioning: {status: Enabled}");
        await("p", s -> reason(s, Condition.Type.Compliant).equals("False/DriftDetected"));
    }

    private void access(String user) {
        queues.send("changes", event(bucket, user));
    }

    private String event(String about, String user) {
        return Samples.read("other-data-event")
                .replace("acme-logs", about)
                .replace("user/alice", "user/" + user)
                .replaceAll("\"eventID\": \"[^\"]*\"", "\"eventID\": \"" + UUID.randomUUID() + "\"")
                .replaceAll("\"eventTime\": \"[^\"]*\"", "\"eventTime\": \"" + now() + "\"");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
