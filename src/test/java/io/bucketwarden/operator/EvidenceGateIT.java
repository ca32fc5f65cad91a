package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.fleet.Assignment;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Restrictions that wait for evidence. Full checks are minutes apart, so that what comes sooner is not theirs. */
class EvidenceGateIT extends RealServers {

    private static final String OFFICE = "203.0.113.0/24";
    private static final String MOVED = "198.51.100.0/24";
    private static final Evidence.Missing READING =
            new Evidence.Missing(Reason.AwaitingEvidence, "3 of 14 days are read.");
    private static final Evidence.Missing DENIES =
            new Evidence.Missing(Reason.WouldDeny, "12 requests would have been denied.");

    private final AtomicReference<Optional<Evidence.Missing>> missing = new AtomicReference<>(Optional.of(READING));

    @Override
    Evidence evidence() {
        return restriction -> missing.get();
    }

    @Test
    void a_restriction_waits_while_all_else_is_written_and_is_enforced_once_there_is_evidence() {
        restrictTo(OFFICE);

        var reading = await("p", isReady("False/AwaitingEvidence"));
        assertThat(reason(reading, Condition.Type.Reconciling)).isEqualTo("True/AwaitingEvidence");
        assertThat(reason(reading, Condition.Type.Stalled)).isEmpty();
        assertThat(reason(reading, Condition.Type.Compliant)).isEqualTo("False/DriftDetected");
        assertThat(facet(reading, "networkAccess").state()).isEqualTo(FacetState.Drifted);
        assertThat(facet(reading, "networkAccess").message()).isEqualTo("Waiting for evidence: " + READING.message());
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).status()).isEqualTo(BucketVersioningStatus.ENABLED);
        assertThat(policyText()).isEmpty();

        awaitEvent("p", "EvidenceAwaited");

        nowIsMissing(Optional.of(DENIES));

        var denies = await("p", isReady("False/WouldDeny"));
        assertThat(reason(denies, Condition.Type.Stalled)).isEqualTo("True/WouldDeny");
        assertThat(reason(denies, Condition.Type.Reconciling)).isEmpty();
        assertThat(denies.condition(Condition.Type.Ready).orElseThrow().message())
                .contains(DENIES.message());
        awaitEvent("p", "WouldDeny");
        assertThat(policyText()).isEmpty();

        nowIsMissing(Optional.empty());

        await("p", isReady("True/Enforced").and(compliant()));
        assertThat(policyText()).contains("BucketwardenNetworkAccess", OFFICE);
    }

    @Test
    void what_is_in_force_comes_back_whatever_the_logs_say_then() {
        missing.set(Optional.empty());
        restrictTo(OFFICE);
        await("p", compliant());

        missing.set(Optional.of(DENIES));
        s3.deleteBucketPolicy(r -> r.bucket(bucket));
        lookSoon();

        await("the statement").until(() -> policyText().contains("BucketwardenNetworkAccess"));
        await("p", isReady("True/Enforced").and(compliant()));
    }

    @Test
    void an_edit_waits_anew_and_the_statement_that_is_there_stays_until_then() {
        missing.set(Optional.empty());
        restrictTo(OFFICE);
        await("p", compliant());
        var before = policyText();

        missing.set(Optional.of(READING));
        restrictTo(MOVED);

        await("p", isReady("False/AwaitingEvidence").and(s -> s.observedGeneration() == 2));
        assertThat(policyText()).isEqualTo(before).contains(OFFICE);

        nowIsMissing(Optional.empty());

        await("p", isReady("True/Enforced").and(compliant()));
        assertThat(policyText()).contains(MOVED).doesNotContain(OFFICE);
    }

    private void restrictTo(String network) {
        applyWith(
                "accessTracking: {source: CloudTrailEvents}\n  requireEvidence: true",
                "p",
                "Enforce",
                "versioning: {status: Enabled}\n    networkAccess: {allowedCidrs: [" + network + "]}");
    }

    private void nowIsMissing(Optional<Evidence.Missing> what) {
        missing.set(what);
        lookSoon();
    }

    /** As whoever reads the logs does when there is something new. */
    private void lookSoon() {
        operator.assignments()
                .map(Assignment::bucket)
                .filter(it -> it.name().equals(bucket))
                .forEach(operator::lookSoon);
    }

    private static Predicate<S3BucketPolicyStatus> isReady(String how) {
        return s -> reason(s, Condition.Type.Ready).equals(how);
    }
}
