package io.bucketwarden.operator;

import static io.bucketwarden.operator.RealServers.compliant;
import static io.bucketwarden.operator.RealServers.ready;
import static io.bucketwarden.operator.status.Said.facet;
import static io.bucketwarden.operator.status.Said.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the operator does with policies as they come, change and go. */
class PolicyOperatorTest extends InMemoryServers {

    private static final String SUSPENDED =
            "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>";

    @Test
    void audit_reports_and_writes_nothing() {
        create("p", "Audit", VERSIONED);

        var status = await("p", ready("Audited"));

        assertThat(reason(status, Condition.Type.Compliant)).isEqualTo("False/DriftDetected");
        assertThat(facet(status, "versioning").state()).isEqualTo(FacetState.Drifted);
        assertThat(wire.writes(BUCKET)).isZero();
    }

    @Test
    void enforce_writes_once_verifies_and_then_writes_neither_to_the_bucket_nor_to_status() {
        create("p", "Enforce", "{versioning: {status: Enabled}, publicAccess: {block: true}}");
        var settled = await("p", compliant());
        var version = version("p");
        var statusWrites = kube.statusWrites();
        var looks = looks(BUCKET);

        now.updateAndGet(n -> n.plus(Duration.ofMinutes(10)));
        restartOperator();
        await("one more pass").until(() -> looks(BUCKET) >= looks + 1);
        restartOperator();
        await("and another").until(() -> looks(BUCKET) >= looks + 2);
        operator.close();

        assertThat(settled.buckets().getFirst().compliantFacets()).containsExactly("publicAccess", "versioning");
        assertThat(wire.writes(BUCKET)).isEqualTo(2);
        assertThat(kube.statusWrites()).isEqualTo(statusWrites);
        assertThat(version("p")).isEqualTo(version);
        assertThat(status("p")).isEqualTo(settled);
    }

    @Test
    void a_policy_paused_before_it_was_seen_is_pending_and_goes_on_when_the_pause_ends() {
        createPaused("p", "Audit", VERSIONED);

        var paused = await("p", s -> s.condition(Condition.Type.Paused).isPresent());

        assertThat(reason(paused, Condition.Type.Ready)).isEqualTo("Unknown/Pending");
        assertThat(reason(paused, Condition.Type.Compliant)).isEqualTo("Unknown/Pending");
        assertThat(wire.seen(BUCKET)).isEmpty();
        annotate("p", S3BucketPolicy.PAUSED, null);
        var resumed = await("p", ready("Audited"));
        assertThat(resumed.condition(Condition.Type.Paused)).isEmpty();
    }

    @Test
    void a_paused_policy_makes_no_call_and_says_nothing_of_an_edit() {
        create("p", "Enforce", VERSIONED);
        awaitCompliant("p");
        annotate("p", S3BucketPolicy.PAUSED, "true");
        await("p", s -> s.condition(Condition.Type.Paused).isPresent());
        s3.put(BUCKET, "versioning", SUSPENDED);
        var calls = wire.seen(BUCKET).size();

        edit("p", BUCKET, "Enforce", "5m", VERSIONED);
        var paused = await("p", s -> s.observedGeneration() == 2);

        assertThat(reason(paused, Condition.Type.Ready)).isEqualTo("Unknown/Paused");
        assertThat(reason(paused, Condition.Type.Compliant)).isEqualTo("Unknown/Paused");
        assertThat(wire.seen(BUCKET)).hasSize(calls);
        annotate("p", S3BucketPolicy.PAUSED, null);
        await(
                "p",
                s -> s.condition(Condition.Type.Paused).isEmpty() && compliant().test(s));
        assertThat(s3.document(BUCKET, "versioning")).contains("Enabled");
    }

    @Test
    void a_request_for_a_check_is_answered_and_echoed() {
        create("p", "Audit", VERSIONED);
        await("p", ready("Audited"));
        s3.put(BUCKET, "versioning", SUSPENDED);

        var status = request("p", "2026-11-24T09:00:00Z");

        assertThat(facet(status, "versioning").drifts())
                .singleElement()
                .satisfies(drift -> assertThat(drift.actual()).isEqualTo("Suspended"));
    }

    @Test
    void labels_and_annotations_of_others_cause_no_pass() {
        create("p", "Audit", VERSIONED);
        await("p", ready("Audited"));
        var looks = looks(BUCKET);

        annotate("p", "argocd.argoproj.io/sync-wave", "1");
        change("p", policy -> {
            policy.getMetadata().setLabels(java.util.Map.of("team", "payments"));
            return policy;
        });
        await("the informer")
                .until(() -> operator.policies().stream()
                        .allMatch(p -> p.getMetadata().getLabels() != null));
        request("p", "the only one");

        assertThat(looks(BUCKET)).isEqualTo(looks + 1);
    }

    @Test
    void the_younger_of_two_policies_makes_no_call_until_the_older_is_gone() {
        create("aa", "Enforce", VERSIONED);
        awaitCompliant("aa");
        var calls = wire.seen(BUCKET).size();
        create("bb", "Enforce", "{versioning: {status: Suspended}}");

        var loser = await("bb", s -> reason(s, Condition.Type.Accepted).equals("False/Conflicted"));

        assertThat(reason(loser, Condition.Type.Stalled)).isEqualTo("True/Conflicted");
        assertThat(loser.condition(Condition.Type.Accepted).orElseThrow().message())
                .contains("(aa)");
        assertThat(wire.seen(BUCKET)).hasSize(calls);
        resource("aa").delete();
        await("the informer")
                .until(() -> operator.policies().stream()
                        .noneMatch(p -> p.getMetadata().getName().equals("aa")));
        annotate("bb", S3BucketPolicy.RECONCILE_REQUESTED_AT, "now");
        awaitCompliant("bb");
        assertThat(s3.document(BUCKET, "versioning")).contains("Suspended");
    }

    @Test
    void a_deleted_policy_leaves_its_bucket_alone_and_takes_its_metrics_along() {
        create("p", "Enforce", VERSIONED);
        awaitCompliant("p");
        await("the series")
                .until(() ->
                        metrics.scrape(operator.policies(), operator.buckets()).contains("name=\"p\""));
        var looks = looks(BUCKET);

        resource("p").delete();

        await("no series")
                .until(() ->
                        !metrics.scrape(operator.policies(), operator.buckets()).contains("name=\"p\""));
        create("successor", "Audit", VERSIONED);
        await("successor", ready("Audited"));
        assertThat(s3.document(BUCKET, "versioning")).contains("Enabled");
        assertThat(looks(BUCKET)).isEqualTo(looks + 1);
        assertThat(wire.writes(BUCKET)).isEqualTo(1);
    }

    @Test
    void events_come_with_transitions_and_not_with_passes() {
        create("p", "Enforce", VERSIONED);
        awaitCompliant("p");

        await("events").until(() -> events("p"), e -> e.size() >= 2);
        request("p", "1");
        request("p", "2");
        annotate("p", S3BucketPolicy.PAUSED, "true");
        await("events").until(() -> events("p").contains("Paused"));

        assertThat(events("p")).containsExactlyInAnyOrder("DriftDetected", "DriftRemediated", "Paused");
    }

    private long looks(String bucket) {
        return wire.seen(bucket).stream()
                .filter(seen ->
                        seen.method().equals("GET") && seen.subresource().equals("versioning"))
                .count();
    }
}
