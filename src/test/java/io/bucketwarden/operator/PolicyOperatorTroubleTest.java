package io.bucketwarden.operator;

import static io.bucketwarden.operator.RealServers.compliant;
import static io.bucketwarden.operator.RealServers.ready;
import static io.bucketwarden.operator.status.Said.facet;
import static io.bucketwarden.operator.status.Said.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Drift;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Remedy;
import io.bucketwarden.posture.facet.Facets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to passes when S3, the API server, the code or the process is in trouble. */
class PolicyOperatorTroubleTest extends InMemoryServers {

    private final FaultyFacet faulty = new FaultyFacet();

    @Override
    List<? extends Facet<?, ?>> facets() {
        return Stream.concat(
                        Facets.ALL.stream().filter(facet -> !facet.name().equals(faulty.name())), Stream.of(faulty))
                .toList();
    }

    @Test
    void ready_is_kept_for_three_checks_without_an_answer_and_the_fourth_is_said_to_have_failed() {
        create("p", "Enforce", VERSIONED);
        awaitCompliant("p");
        wire.fail("GET", BUCKET, "versioning", 503, "ServiceUnavailable");

        for (var attempt : List.of("1", "2", "3")) {
            var status = request("p", attempt);
            assertThat(reason(status, Condition.Type.Ready)).isEqualTo("True/Enforced");
            assertThat(reason(status, Condition.Type.Compliant)).isEqualTo("Unknown/CheckFailed");
            assertThat(reason(status, Condition.Type.Reconciling)).isEqualTo("True/CheckFailed");
        }
        var failed = request("p", "4");

        assertThat(reason(failed, Condition.Type.Ready)).isEqualTo("False/CheckFailed");
        assertThat(failed.condition(Condition.Type.Stalled)).isEmpty();
        wire.heal();
        var healed = request("p", "5");
        assertThat(healed).matches(compliant());
        assertThat(healed.condition(Condition.Type.Reconciling)).isEmpty();
        assertThat(wire.writes(BUCKET)).isEqualTo(1);
    }

    @Test
    void a_drift_that_lasts_over_a_check_without_an_answer_is_told_once() {
        create("p", "Audit", VERSIONED);
        await("p", ready("Audited"));
        wire.fail("GET", BUCKET, "versioning", 503, "ServiceUnavailable");
        request("p", "1");
        wire.heal();

        var back = request("p", "2");
        annotate("p", S3BucketPolicy.PAUSED, "true");
        await("events").until(() -> events("p").contains("Paused"));

        assertThat(reason(back, Condition.Type.Compliant)).isEqualTo("False/DriftDetected");
        assertThat(events("p")).containsExactlyInAnyOrder("DriftDetected", "Paused");
    }

    @Test
    void a_denied_read_stalls_at_once_and_names_what_to_allow() {
        wire.fail("GET", BUCKET, "versioning", 403, "AccessDenied");
        create("p", "Enforce", VERSIONED);

        var status = await("p", s -> reason(s, Condition.Type.Ready).equals("False/AccessDenied"));

        assertThat(reason(status, Condition.Type.Stalled)).isEqualTo("True/AccessDenied");
        assertThat(reason(status, Condition.Type.Compliant)).isEqualTo("Unknown/AccessDenied");
        assertThat(status.condition(Condition.Type.Ready).orElseThrow().message())
                .contains("s3:GetBucketVersioning");
        assertThat(wire.writes(BUCKET)).isZero();
    }

    @Test
    void tags_without_an_answer_leave_open_what_a_fleet_is_and_stall_nothing() {
        s3.put("", "max-buckets", """
                <ListAllMyBucketsResult><Buckets><Bucket><Name>%s</Name><BucketRegion>us-east-1</BucketRegion></Bucket>
                </Buckets></ListAllMyBucketsResult>""".formatted(BUCKET));
        s3.put(BUCKET, "tagging", """
                <Tagging><TagSet><Tag><Key>data</Key><Value>pii</Value></Tag></TagSet></Tagging>""");
        wire.fail("GET", BUCKET, "tagging", 503, "ServiceUnavailable");
        createFleet("p", "Enforce", "data", "pii", VERSIONED);

        var status = await("p", s -> reason(s, Condition.Type.Compliant).equals("Unknown/CheckFailed"));

        assertThat(reason(status, Condition.Type.Reconciling)).isEqualTo("True/CheckFailed");
        assertThat(status.condition(Condition.Type.Stalled)).isEmpty();
        assertThat(status.condition(Condition.Type.Compliant).orElseThrow().message())
                .contains("Whether " + BUCKET + " is selected cannot be told");
        wire.heal();
        request("p", "1");
        awaitCompliant("p");
        assertThat(wire.writes(BUCKET)).isEqualTo(1);
    }

    @Test
    void an_edit_during_a_pass_that_changes_nothing_is_not_lost() throws Exception {
        create("p", "Enforce", VERSIONED);
        awaitCompliant("p");
        var version = version("p");
        var held = s3.hold("GET", BUCKET, "versioning");
        restartOperator();
        held.awaitArrival();
        assertThat(version("p")).isEqualTo(version);

        edit("p", BUCKET, "Enforce", "10m", "{versioning: {status: Suspended}}");
        held.release();

        await("p", s -> s.observedGeneration() == 2 && compliant().test(s));
        assertThat(s3.document(BUCKET, "versioning")).contains("Suspended");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500})
    void a_status_that_could_not_be_written_is_written_later(int answer) {
        kube.refuseNextStatus(answer);

        create("p", "Audit", VERSIONED);

        await("p", ready("Audited"));
        assertThat(kube.hasRefused()).isTrue();
    }

    @Test
    void a_status_that_met_the_edit_of_another_is_written_once_that_is_seen() throws Exception {
        var held = s3.hold("GET", BUCKET, "versioning");
        create("p", "Audit", VERSIONED);
        held.awaitArrival();
        change("p", policy -> {
            policy.getMetadata().setLabels(Map.of("team", "payments"));
            return policy;
        });
        kube.refuseNextStatus(409);

        held.release();

        await("p", ready("Audited"));
        assertThat(kube.hasRefused()).isTrue();
        assertThat(resource("p").get().getMetadata().getLabels()).containsEntry("team", "payments");
    }

    @Test
    void a_policy_deleted_during_its_pass_stays_away_and_frees_its_bucket() throws Exception {
        var held = s3.hold("GET", BUCKET, "versioning");
        create("p", "Audit", VERSIONED);
        held.awaitArrival();

        resource("p").delete();
        held.release();
        create("successor", "Audit", VERSIONED);

        await("successor", ready("Audited"));
        assertThat(resource("p").get()).isNull();
    }

    @Test
    void a_bug_in_one_facet_stops_no_other_policy() throws Exception {
        create("broken", FaultyFacet.UNLUCKY, "Enforce", "10m", "{objectOwnership: {rule: BucketOwnerEnforced}}");
        assertThat(faulty.failed.await(Patience.seconds(), TimeUnit.SECONDS)).isTrue();

        create("healthy", "Enforce", VERSIONED);

        awaitCompliant("healthy");
        request("healthy", "1");
        var broken = await("broken", s -> reason(s, Condition.Type.Compliant).equals("Unknown/CheckFailed"));
        assertThat(facet(broken, faulty.name()).state()).isEqualTo(FacetState.Unknown);
    }

    @Test
    void stopping_lets_a_running_pass_end_and_returns() throws Exception {
        var held = s3.hold("GET", BUCKET, "versioning");
        create("p", "Enforce", VERSIONED);
        held.awaitArrival();

        // A thread of its own: the Kubernetes client may need the only one of the common pool.
        var stopping = Thread.ofVirtual().start(operator::close);
        held.release();

        assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
        assertThat(s3.document(BUCKET, "versioning")).contains("Enabled");
        assertThat(wire.writes(BUCKET)).isEqualTo(1);
        assertThat(status("p").condition(Condition.Type.Ready)).isPresent();
    }

    /** Stands for a facet of the list, never finds a difference, and has a bug that one bucket brings to light. */
    private static final class FaultyFacet implements Facet<String, String> {

        private static final String UNLUCKY = "acme-unlucky";

        private final CountDownLatch failed = new CountDownLatch(1);

        @Override
        public About about() {
            return new About("objectOwnership", "why", List.of(), List.of(), List.of(), About.Controls.NONE, "");
        }

        @Override
        public Optional<String> desired(Posture posture) {
            return Optional.of("well");
        }

        @Override
        public String observe(LiveBucket bucket, String desired) {
            if (bucket.identity().name().equals(UNLUCKY)) {
                failed.countDown();
                throw new IllegalStateException("a bug");
            }
            return "well";
        }

        @Override
        public List<Drift> compare(String desired, String observed) {
            return List.of();
        }

        @Override
        public List<Remedy> remedy(String desired, String observed) {
            return List.of();
        }
    }
}
