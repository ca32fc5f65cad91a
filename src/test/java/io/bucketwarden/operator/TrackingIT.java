package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorState;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorStatus;
import io.bucketwarden.api.S3BucketAccessStatus.Alert;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import io.bucketwarden.api.S3BucketAccessStatus.Phase;
import io.bucketwarden.aws.Accounts;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.aws.Caller;
import io.bucketwarden.aws.ExemptPrincipals;
import io.bucketwarden.tracking.Evidences;
import io.bucketwarden.tracking.LogLines;
import io.bucketwarden.tracking.Tracking;
import io.bucketwarden.tracking.TrackingListener;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Who uses a bucket, from log objects in a real S3 server to a resource on a real API server. */
class TrackingIT extends RealServers {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Instant now = Instant.now();
    private final String logs = bucket + "-logs";
    private final List<Tracking> readers = new ArrayList<>();
    private int objects;

    @BeforeEach
    void deliverLogs() {
        s3.createBucket(r -> r.bucket(logs));
        s3.putBucketPolicy(r -> r.bucket(logs).policy(document("""
                {"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject",\
                "Resource":"arn:aws:s3:::%s/*"}""".formatted(logs))));
        s3.putBucketLogging(r -> r.bucket(bucket)
                .bucketLoggingStatus(status -> status.loggingEnabled(
                        logging -> logging.targetBucket(logs).targetPrefix("s3/"))));
    }

    @AfterEach
    void stopReading() {
        readers.forEach(Tracking::close);
    }

    @Test
    void whoever_is_there_is_learned_and_whoever_comes_after_that_is_told() {
        deliver(now.minus(Duration.ofDays(9)), read("app", 9), read("app", 8));
        track("{learningDays: 7}");
        read();
        awaitAccess(s -> s.phase() == Phase.Watching && s.accessors().size() == 1);

        deliver(now, LogLines.read(bucket, now.minusSeconds(90), "198.51.100.9", "stranger"));

        var told = awaitAccess(s -> s.accessors().size() == 2);
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
        read();
        awaitAccess(s -> s.phase() == Phase.Watching);
        deliver(now, LogLines.read(bucket, now.minusSeconds(90), "198.51.100.9", "nightly"));
        var id = awaitAccess(s -> s.accessors().size() == 2)
                .accessors()
                .getFirst()
                .id();

        kube.resources(S3BucketAccess.class)
                .inNamespace(namespace)
                .withName("p")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"acknowledged\":{\"" + id + "\":\"the nightly export\"}}}");

        var status = awaitAccess(s -> s.summary() != null && s.summary().unacknowledged() == 0);
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
        read();
        read();
        awaitAccess(s -> s.summary() != null && s.summary().requests() == 18);
        readers.forEach(Tracking::close);
        readers.clear();
        read();
        deliver(now, read("app", 0));

        var status = awaitAccess(s -> s.summary() != null && s.summary().requests() > 18);

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
        read();
        awaitAccess(s -> s.summary() != null && s.summary().requests() == 2);

        deliver(now.minus(Duration.ofMinutes(40)), read("app", 0), "garbage \u0001\n");

        var status = awaitAccess(s -> s.summary() != null && s.summary().requests() > 2);
        assertThat(status.summary().requests()).isEqualTo(3);
        assertThat(status.summary().unreadable()).isEqualTo(1);
        assertThat(status.alerts()).extracting(Alert::kind).isEmpty();
    }

    @Test
    void a_line_that_is_back_dated_makes_nobody_known() {
        deliver(now.minus(Duration.ofDays(9)), read("app", 9));
        track("{}");
        read();
        awaitAccess(s -> s.phase() == Phase.Watching);

        deliver(now.minusSeconds(60), read("intruder", 8));
        awaitAccess(s -> s.summary().unreadable() == 1);
        deliver(now, read("intruder", 0));

        var status = awaitAccess(s -> s.accessors().size() == 2);
        assertThat(status.alerts()).extracting(Alert::kind).containsExactly(AlertKind.NewPrincipal);
        assertThat(status.summary().requests()).isEqualTo(2);
    }

    @Test
    void a_bucket_that_delivers_no_logs_says_so_and_keeps_what_was_known() {
        deliver(now.minus(Duration.ofDays(9)), read("app", 9));
        track("{}");
        read();
        awaitAccess(s -> s.accessors().size() == 1);

        s3.putBucketLogging(r -> r.bucket(bucket).bucketLoggingStatus(off -> {}));

        var status = awaitAccess(s -> reading(s).status() == Condition.Status.False);
        assertThat(reading(status).reason()).isEqualTo(Reason.LoggingOff);
        assertThat(status.accessors()).hasSize(1);
    }

    @Test
    void a_refusal_names_the_action_to_allow_and_reading_goes_on_once_it_is_allowed() {
        deliver(now.minus(Duration.ofDays(9)), read("app", 9));
        proxy.fail("GET", logs, "", 403, "AccessDenied");
        track("{}");
        read();

        var status = awaitAccess(s -> !s.conditions().isEmpty() && reading(s).status() == Condition.Status.False);
        assertThat(reading(status).message()).contains("s3:GetObject");
        assertThat(status.accessors()).isEmpty();

        proxy.heal();
        awaitAccess(s -> s.accessors().size() == 1);
    }

    @Test
    void an_object_that_breaks_off_counts_for_nothing_and_once_when_it_is_read_again() {
        deliver(now.minus(Duration.ofDays(9)), read("app", 9), read("app", 9).repeat(2_000));
        proxy.cut(logs);
        track("{}");
        read();

        var broken = awaitAccess(s -> !s.conditions().isEmpty() && reading(s).status() == Condition.Status.False);
        assertThat(reading(broken).reason()).isEqualTo(Reason.CheckFailed);
        assertThat(broken.summary().requests()).isZero();

        proxy.heal();
        var status = awaitAccess(s -> reading(s).status() == Condition.Status.True);
        assertThat(status.summary().requests()).isEqualTo(2_001);
    }

    @Test
    void a_memory_that_cannot_be_understood_stops_reading_and_is_not_written_over() {
        deliver(now.minus(Duration.ofDays(9)), read("app", 9));
        track("{}");
        read();
        awaitAccess(s -> s.accessors().size() == 1);
        readers.forEach(Tracking::close);
        var damaged = kube.resources(S3BucketAccess.class)
                .inNamespace(namespace)
                .withName("p")
                .get();
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
        readers.clear();
        read();

        var status = awaitAccess(s -> reading(s).status() == Condition.Status.False);
        assertThat(reading(status).reason()).isEqualTo(Reason.MemoryUnreadable);
        assertThat(status.memory()).isEqualTo("of another version");
        assertThat(status.accessors()).hasSize(1);
    }

    private String read(String role, int daysAgo) {
        return LogLines.read(bucket, now.minus(Duration.ofDays(daysAgo)), "203.0.113.7", role);
    }

    private void deliver(Instant at, String... lines) {
        s3.putObject(
                r -> r.bucket(logs).key(LogLines.key("s3/", at, "0123456789ABCD" + objects++)),
                RequestBody.fromString(String.join("", lines)));
    }

    private void track(String tracking) {
        applyWith("accessTracking: " + tracking, "p", "Audit", "logging: {targetBucket: " + logs + "}");
        await("p", ready("Audited"));
    }

    private void read() {
        var clock = Clock.systemUTC();
        Accounts shared = accounts;
        var tracking = new Tracking(
                kube,
                new Buckets(shared, Caller.of(shared, ExemptPrincipals.NONE, clock), clock),
                operator,
                new Evidences(clock),
                SECOND,
                TrackingListener.NONE,
                clock);
        readers.add(tracking);
        tracking.start();
    }

    private S3BucketAccessStatus awaitAccess(Predicate<S3BucketAccessStatus> until) {
        return await("access").until(this::access, until::test);
    }

    private S3BucketAccessStatus access() {
        var access = kube.resources(S3BucketAccess.class)
                .inNamespace(namespace)
                .withName("p")
                .get();
        return access == null || access.getStatus() == null ? S3BucketAccessStatus.NONE : access.getStatus();
    }

    private static Condition reading(S3BucketAccessStatus status) {
        return status.conditions().getFirst();
    }
}
