package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import io.bucketwarden.tracking.Evidences;
import io.bucketwarden.tracking.LogLines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** From log objects to a statement in the policy document: a restriction is enforced once the log shows that it denies nobody. */
class EvidenceIT extends RealServers {

    private static final String OFFICE = "203.0.113.0/24";
    private static final String NIGHTLY = "198.51.100.0/24";
    private static final String SID = "BucketwardenNetworkAccess";
    private static final String ASKED = """
            accessTracking: {learningDays: 1, evidenceDays: 2}
              requireEvidence: true""";

    private final Evidences evidences = new Evidences(Clock.systemUTC());
    private final Instant now = Instant.now();
    private final String logs = bucket + "-logs";
    private final TrackingBeside tracking = new TrackingBeside(this, Clock.systemUTC());

    @Override
    Evidence evidence() {
        return evidences;
    }

    @BeforeEach
    void deliverLogs() {
        tracking.deliverLogsTo(logs);
        deliver(3, "203.0.113.7", "app");
        deliver(1, "203.0.113.7", "app");
        deliver(1, "198.51.100.9", "nightly");
        tracking.start(evidences);
    }

    @AfterEach
    void stopReading() {
        tracking.end();
    }

    @Test
    void a_restriction_that_would_have_denied_somebody_waits_until_it_is_corrected() {
        declare(OFFICE);

        var refused = await("p", s -> reason(s, Condition.Type.Ready).equals("False/WouldDeny"));
        assertThat(facet(refused, "networkAccess").state()).isEqualTo(FacetState.Drifted);
        assertThat(facet(refused, "networkAccess").message())
                .contains("assumed-role/nightly")
                .contains("198.51.100.0/24");
        assertThat(policyText()).doesNotContain(SID);
        var preview = awaitPreview(Preview::complete);
        assertThat(preview.denied()).isEqualTo(1);
        assertThat(preview.requests()).isEqualTo(2);
        awaitEvent("p", "WouldDeny");

        declare(OFFICE + ", " + NIGHTLY);

        await("p", ready("Enforced"));
        assertThat(policyText()).contains(SID).contains(NIGHTLY);
        var corrected = awaitPreview(one -> one.denied() == 0);
        assertThat(corrected.requests()).isEqualTo(2);
        assertThat(corrected.candidate()).isNotEqualTo(preview.candidate());
    }

    @Test
    void what_is_accepted_with_a_number_and_a_day_is_enforced_all_the_same() {
        declare(OFFICE);
        await("p", s -> reason(s, Condition.Type.Ready).equals("False/WouldDeny"));

        applyWith(
                ASKED + "\n  acceptedImpact: [{facet: networkAccess, requests: 1, expires: \"2099-12-31\"}]",
                "p",
                "Enforce",
                posture(OFFICE));

        await("p", ready("Enforced"));
        assertThat(policyText()).contains(SID);
    }

    @Test
    void a_log_that_does_not_go_back_far_enough_is_no_evidence() {
        s3.deleteObject(r -> r.bucket(logs).key(key(3, "app")));
        s3.deleteObject(r -> r.bucket(logs).key(key(1, "nightly")));
        declare(OFFICE);

        var waiting = await(
                "p",
                s -> reason(s, Condition.Type.Ready).equals("False/AwaitingEvidence")
                        && facet(s, "networkAccess").message().contains("of the 2 days"));

        assertThat(reason(waiting, Condition.Type.Reconciling)).isEqualTo("True/AwaitingEvidence");
        assertThat(policyText()).doesNotContain(SID);
    }

    @Test
    void days_of_which_the_log_tells_nothing_are_waited_for_until_they_are_accepted() {
        deliver(7, "203.0.113.7", "app");
        var asked = ASKED.replace("evidenceDays: 2", "evidenceDays: 6");
        var networks = posture(OFFICE + ", " + NIGHTLY);
        applyWith(asked, "p", "Enforce", networks);

        await(
                "p",
                s -> reason(s, Condition.Type.Ready).equals("False/AwaitingEvidence")
                        && facet(s, "networkAccess").message().contains("no request was logged on "));
        assertThat(policyText()).doesNotContain(SID);
        assertThat(awaitPreview(one -> !one.silentDays().isEmpty()).complete()).isFalse();

        applyWith(
                asked + "\n  acceptedImpact: [{facet: networkAccess, requests: 1, expires: \"2099-12-31\"}]",
                "p",
                "Enforce",
                networks);

        await("p", ready("Enforced"));
        assertThat(policyText()).contains(SID);
    }

    private void deliver(int daysAgo, String ip, String role) {
        var at = now.minus(Duration.ofDays(daysAgo)).plusSeconds(3_600);
        s3.putObject(
                r -> r.bucket(logs).key(key(daysAgo, role)),
                RequestBody.fromString(LogLines.read(bucket, at.minusSeconds(60), ip, role)));
    }

    private String key(int daysAgo, String role) {
        return LogLines.key(
                "s3/", now.minus(Duration.ofDays(daysAgo)).plusSeconds(3_600), "0123456789ABCDE" + role.length());
    }

    private void declare(String networks) {
        applyWith(ASKED, "p", "Enforce", posture(networks));
    }

    private String posture(String networks) {
        return "{logging: {targetBucket: " + logs + "}, networkAccess: {allowedCidrs: [" + networks + "]}}";
    }

    private Preview awaitPreview(Predicate<Preview> until) {
        return tracking.await(status -> status.previews().stream().anyMatch(until))
                .previews()
                .getFirst();
    }
}
