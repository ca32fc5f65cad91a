package io.bucketwarden.operator;

import static io.bucketwarden.operator.TrackingBeside.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorState;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorStatus;
import io.bucketwarden.api.S3BucketAccessStatus.Alert;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import io.bucketwarden.api.S3BucketAccessStatus.Phase;
import io.bucketwarden.tracking.LogLines;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Who uses a bucket, from log objects in a real S3 server to a resource on a real API server. */
class TrackingIT extends RealServers {

    private final Instant now = Instant.now();
    private final String logs = bucket + "-logs";
    private final TrackingBeside tracking = new TrackingBeside(this, Clock.systemUTC());
    private int objects;

    @BeforeEach
    void deliverLogs() {
        tracking.deliverLogsTo(logs);
    }

    @AfterEach
    void stopReading() {
        tracking.end();
    }

    @Test
    void whoever_is_there_is_learned_and_whoever_comes_after_that_is_told() {
        deliver(now.minus(Duration.ofDays(9)), read("app", 9), read("app", 8));
        track("{learningDays: 7}");
        tracking.start();
        tracking.await(s -> s.phase() == Phase.Watching && s.accessors().size() == 1);

        deliver(now, LogLines.read(bucket, now.minusSeconds(90), "198.51.100.9", "stranger"));

        var told = tracking.await(s -> s.accessors().size() == 2);
        assertThat(told.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.NewPrincipal);
            assertThat(alert.principal()).isEqualTo("arn:aws:sts::123456789012:assumed-role/stranger");
            assertThat(alert.network()).isEqualTo("198.51.100.0/24");
            assertThat(alert.requests()).isEqualTo(1);
        });
        assertThat(told.accessors())
                .extracting(AccessorStatus::state)
                .containsExactly(AccessorState.New, AccessorState.Learned);
        assertThat(told.summary().unacknowledged()).isEqualTo(1);
        awaitEvent("p", "NewPrincipal");
    }

    @Test
    void an_acknowledged_accessor_is_new_no_more() {
        deliver(now.minus(Duration.ofDays(9)), read("app", 9));
        track("{}");
        tracking.start();
        tracking.await(s -> s.phase() == Phase.Watching);
        deliver(now, LogLines.read(bucket, now.minusSeconds(90), "198.51.100.9", "nightly"));
        var id = tracking.await(s -> s.accessors().size() == 2)
                .accessors()
                .getFirst()
                .id();

        tracking.access()
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"acknowledged\":{\"" + id + "\":\"the nightly export\"}}}");

        var status = tracking.await(s -> s.summary() != null && s.summary().unacknowledged() == 0);
        assertThat(status.accessors())
                .filteredOn(one -> one.id().equals(id))
                .extracting(AccessorStatus::state)
                .containsExactly(AccessorState.Acknowledged);
    }

    @Test
    void nothing_is_counted_twice_by_a_restart_or_by_two_that_read_at_the_same_time() {
        for (int day = 9; day > 0; day--) {
            deliver(now.minus(Duration.ofDays(day)), read("app", day), read("app", day));
        }
        track("{evidenceDays: 10}");
        tracking.start();
        tracking.start();
        tracking.await(s -> s.summary() != null && s.summary().requests() == 18);
        tracking.end();
        tracking.start();
        deliver(now, read("app", 0));

        var status = tracking.await(s -> s.summary() != null && s.summary().requests() > 18);

        assertThat(status.summary().requests()).isEqualTo(19);
        assertThat(status.summary().logObjects()).isEqualTo(10);
        assertThat(status.accessors())
                .singleElement()
                .satisfies(one -> assertThat(one.requests()).isEqualTo(19));
    }

    @Test
    void a_log_object_that_comes_late_is_counted_once() {
        deliver(now.minus(Duration.ofDays(9)), read("app", 9));
        deliver(now.minusSeconds(60), read("app", 0));
        track("{}");
        tracking.start();
        tracking.await(s -> s.summary() != null && s.summary().requests() == 2);

        deliver(now.minus(Duration.ofMinutes(40)), read("app", 0), "garbage \u0001\n");

        var status = tracking.await(s -> s.summary() != null && s.summary().requests() > 2);
        assertThat(status.summary().requests()).isEqualTo(3);
        assertThat(status.summary().unreadable()).isEqualTo(1);
        assertThat(reading(status).message()).contains("0123456789ABCD2: 1 line or record has not the form of one.");
        assertThat(status.alerts()).extracting(Alert::kind).isEmpty();
    }

    @Test
    void a_line_that_is_back_dated_makes_nobody_known() {
        deliver(now.minus(Duration.ofDays(9)), read("app", 9));
        track("{}");
        tracking.start();
        tracking.await(s -> s.phase() == Phase.Watching);

        deliver(now.minusSeconds(60), read("intruder", 8));
        tracking.await(s -> s.summary().unreadable() == 1);
        deliver(now, read("intruder", 0));

        var status = tracking.await(s -> s.accessors().size() == 2);
        assertThat(status.alerts()).extracting(Alert::kind).containsExactly(AlertKind.NewPrincipal);
        assertThat(status.summary().requests()).isEqualTo(2);
    }

    @Test
    void a_bucket_that_delivers_no_logs_says_so_and_keeps_what_was_known() {
        deliver(now.minus(Duration.ofDays(9)), read("app", 9));
        track("{}");
        tracking.start();
        tracking.await(s -> s.accessors().size() == 1);

        s3.putBucketLogging(r -> r.bucket(bucket).bucketLoggingStatus(off -> {}));

        var status = tracking.await(s -> reading(s).status() == Condition.Status.False);
        assertThat(reading(status).reason()).isEqualTo(Reason.LoggingOff);
        assertThat(status.accessors()).hasSize(1);
    }

    @Test
    void a_refusal_names_the_action_to_allow_and_reading_goes_on_once_it_is_allowed() {
        deliver(now.minus(Duration.ofDays(9)), read("app", 9));
        proxy.fail("GET", logs, "", 403, "AccessDenied");
        track("{}");
        tracking.start();

        var status = tracking.await(s -> !s.conditions().isEmpty() && reading(s).status() == Condition.Status.False);
        assertThat(reading(status).message()).contains("s3:GetObject");
        assertThat(status.accessors()).isEmpty();

        proxy.heal();
        tracking.await(s -> s.accessors().size() == 1);
    }

    @Test
    void an_object_that_breaks_off_counts_for_nothing_and_once_when_it_is_read_again() {
        deliver(now.minus(Duration.ofDays(9)), read("app", 9), read("app", 9).repeat(2_000));
        proxy.cut(logs);
        track("{}");
        tracking.start();

        var broken = tracking.await(s -> !s.conditions().isEmpty() && reading(s).status() == Condition.Status.False);
        assertThat(reading(broken).reason()).isEqualTo(Reason.CheckFailed);
        assertThat(broken.summary().requests()).isZero();

        proxy.heal();
        var status = tracking.await(s -> reading(s).status() == Condition.Status.True);
        assertThat(status.summary().requests()).isEqualTo(2_001);
    }

    @Test
    void a_memory_that_cannot_be_understood_stops_reading_and_is_not_written_over() {
        deliver(now.minus(Duration.ofDays(9)), read("app", 9));
        track("{}");
        tracking.start();
        tracking.await(s -> s.accessors().size() == 1);
        tracking.end();
        var damaged = tracking.access().get();
        var before = damaged.getStatus();
        damaged.setStatus(new S3BucketAccessStatus(
                before.observedGeneration(),
                before.phase(),
                before.learningUntil(),
                before.source(),
                before.readUntil(),
                before.lastReadTime(),
                before.summary(),
                before.accessors(),
                before.alerts(),
                before.previews(),
                "of another version",
                before.conditions()));
        kube.resource(damaged).updateStatus();
        tracking.start();

        var status = tracking.await(s -> reading(s).status() == Condition.Status.False);
        assertThat(reading(status).reason()).isEqualTo(Reason.MemoryUnreadable);
        assertThat(status.memory()).isEqualTo("of another version");
        assertThat(status.accessors()).hasSize(1);
    }

    @Test
    void while_no_log_object_is_there_it_says_where_it_looks() {
        track("{}");
        tracking.start();

        assertThat(reading(tracking.await(s -> !s.conditions().isEmpty())).message())
                .contains("was found in s3://" + logs + "/s3/ yet");
    }

    private String read(String role, int daysAgo) {
        return LogLines.read(bucket, now.minus(Duration.ofDays(daysAgo)), "203.0.113.7", role);
    }

    private void deliver(Instant at, String... lines) {
        s3.putObject(
                r -> r.bucket(logs).key(LogLines.key("s3/", at, "0123456789ABCD" + objects++)),
                RequestBody.fromString(String.join("", lines)));
    }

    private void track(String how) {
        applyWith("accessTracking: " + how, "p", "Audit", "logging: {targetBucket: " + logs + "}");
        await("p", ready("Audited"));
    }
}
