package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.MfaDelete;
import io.bucketwarden.api.Posture.PublicAccess;
import io.bucketwarden.api.Posture.Versioning;
import io.bucketwarden.api.Posture.VersioningStatus;
import io.bucketwarden.api.Reason;
import io.bucketwarden.operator.records.InMemoryRecords;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.FakeS3;
import io.bucketwarden.posture.facet.Facets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several passes over one bucket: what a single one cannot show. */
class BucketPassTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Posture VERSIONED =
            new Posture(null, null, null, new Versioning(VersioningStatus.Enabled), null, null, null, null, null);
    private static final Posture CLOSED =
            new Posture(new PublicAccess(true, null), null, null, null, null, null, null, null, null);
    private static final Posture MFA =
            new Posture(null, null, null, null, new MfaDelete(true, true, null), null, null, null, null);
    private static final String OURS = """
            {"versioning": "Enabled", "policy": {"Version": "2012-10-17", "Statement": [{"Sid": "%s", "Effect": "Deny",\
            "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme/*"}]}}""";

    private final Convergence convergence = new Convergence(Duration.ZERO);
    private Set<String> governed = Set.of();

    @Test
    void an_open_bucket_is_closed_even_when_its_policy_document_may_not_be_read() {
        var s3 = s3("{\"denied\": [\"GetBucketPolicy\"]}");

        var first = pass(s3, CLOSED, START);
        var second = pass(s3, CLOSED, START.plusSeconds(5));

        assertThat(s3.writes()).containsExactly("PutPublicAccessBlock all four on");
        assertThat(first.state()).isEqualTo(FacetState.Remediated);
        assertThat(second.state()).isEqualTo(FacetState.Unknown);
        assertThat(second.message()).contains("s3:GetBucketPolicy");
    }

    @Test
    void drift_beside_an_unreadable_part_is_reported_and_the_missing_action_named() {
        var s3 = s3("{\"denied\": [\"GetBucketPolicy\"]}");

        var finding = pass(s3, CLOSED, Mode.Audit, Map.of(), START);

        assertThat(finding.state()).isEqualTo(FacetState.Drifted);
        assertThat(finding.reason()).isEqualTo(Reason.AccessDenied);
        assertThat(finding.message()).contains("PutPublicAccessBlock").contains("s3:GetBucketPolicy");
        assertThat(s3.writes()).isEmpty();
    }

    @Test
    void a_public_statement_that_stays_does_not_make_good_writes_look_failed() {
        var s3 = s3("""
                {"policy": {"Version": "2012-10-17", "Statement": [{"Sid": "Theirs", "Effect": "Allow",
                "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme/*"}]}}""");
        var states = new ArrayList<FacetState>();

        for (int round = 0; round < 8; round++) {
            s3.putPublicAccessBlock(r -> r.publicAccessBlockConfiguration(c -> {}));
            states.add(
                    pass(s3, CLOSED, START.plus(Duration.ofMinutes(8L * round))).state());
            states.add(pass(s3, CLOSED, START.plus(Duration.ofMinutes(8L * round + 4)))
                    .state());
        }

        assertThat(states).containsOnly(FacetState.Remediated, FacetState.ActionRequired);
        assertThat(s3.getPublicAccessBlock(r -> {})
                        .publicAccessBlockConfiguration()
                        .restrictPublicBuckets())
                .isTrue();
    }

    @Test
    void a_statement_that_holds_for_a_day_each_time_is_not_a_failed_write() {
        var s3 = s3("{\"versioning\": \"Enabled\"}");

        for (int day = 0; day < 4; day++) {
            var now = START.plus(Duration.ofDays(day));
            assertThat(pass(s3, MFA, now).state()).isEqualTo(FacetState.Remediated);
            assertThat(pass(s3, MFA, now.plusSeconds(5)).state()).isEqualTo(FacetState.Compensated);
            s3.deleteBucketPolicy(r -> {});
        }
    }

    @Test
    void a_halted_facet_still_says_what_a_person_has_to_do() {
        var s3 = s3("{\"versioning\": \"Enabled\"}");
        for (int write = 0; write < 3; write++) {
            pass(s3, MFA, START.plusSeconds(write));
            s3.deleteBucketPolicy(r -> {});
        }

        var finding = pass(s3, MFA, START.plusSeconds(3));

        assertThat(finding.reason()).isEqualTo(Reason.NotConverging);
        assertThat(finding.message()).contains("put-bucket-versioning");
    }

    @Test
    void the_statement_of_a_facet_that_was_taken_out_is_removed() {
        var s3 = s3(OURS.formatted("BucketwardenNetworkAccess"));

        run(s3, VERSIONED, Mode.Enforce, Map.of("networkAccess", FacetState.Compliant), START);

        assertThat(s3.writes()).containsExactly("DeleteBucketPolicy");
    }

    @Test
    void a_statement_that_a_paused_policy_governs_is_nobodys_leftover() {
        var s3 = s3(OURS.formatted("BucketwardenNetworkAccess"));
        governed = Set.of("networkAccess");

        run(s3, VERSIONED, Mode.Enforce, Map.of("networkAccess", FacetState.Compliant), START);

        assertThat(s3.writes()).isEmpty();
    }

    @Test
    void the_statement_of_a_facet_that_this_policy_never_had_stays() {
        var s3 = s3(OURS.formatted("BucketwardenNetworkAccess"));

        run(s3, VERSIONED, Mode.Enforce, Map.of("encryption", FacetState.Compliant), START);

        assertThat(s3.writes()).isEmpty();
        assertThat(s3.reads()).containsExactly("GetBucketVersioning");
    }

    @Test
    void whether_a_statement_is_left_is_asked_of_a_person_when_the_right_to_read_was_taken_away() {
        var denied = "{\"versioning\": \"Enabled\", \"denied\": [\"GetBucketPolicy\"]}";

        var known = run(s3(denied), VERSIONED, Mode.Enforce, Map.of("networkAccess", FacetState.Compliant), START);
        var never = run(s3(denied), VERSIONED, Mode.Enforce, Map.of("networkAccess", FacetState.Unknown), START);

        assertThat(known)
                .filteredOn(f -> f.facet().equals("networkAccess"))
                .singleElement()
                .satisfies(f -> assertThat(f.state()).isEqualTo(FacetState.ActionRequired))
                .satisfies(f -> assertThat(f.message()).contains("s3:GetBucketPolicy"));
        assertThat(never).extracting(Finding::facet).containsExactly("versioning");
    }

    @Test
    void statements_of_two_policies_are_one_write_and_each_policy_hears_of_its_own() {
        var s3 = s3("{}");
        var tls = new Posture(null, null, null, null, null, null, new Posture.SecureTransport(null), null, null);
        var accounts = new Posture(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Posture.AccountAccess(List.of("123456789012"), null));

        var findings = new BucketPass(Facets.ALL, new InMemoryRecords(), Evidence.NONE)
                .run(
                        s3.bucket("acme"),
                        List.of(duty("tls", tls, Mode.Enforce), duty("accounts", accounts, Mode.Enforce)),
                        governed,
                        convergence,
                        START);

        assertThat(s3.writes()).hasSize(1);
        assertThat(findings.get("tls")).extracting(Finding::facet).containsExactly("secureTransport");
        assertThat(findings.get("accounts")).extracting(Finding::facet).containsExactly("accountAccess");
    }

    @Test
    void what_one_policy_audits_is_not_written_because_another_enforces() {
        var s3 = s3("{}");

        new BucketPass(Facets.ALL, new InMemoryRecords(), Evidence.NONE)
                .run(
                        s3.bucket("acme"),
                        List.of(duty("audits", CLOSED, Mode.Audit), duty("enforces", VERSIONED, Mode.Enforce)),
                        governed,
                        convergence,
                        START);

        assertThat(s3.writes()).containsExactly("PutBucketVersioning Enabled");
    }

    @Test
    void a_bug_in_one_facet_hides_nothing_of_the_others() {
        var s3 = s3("{}");
        var all = new ArrayList<Facet<?, ?>>(List.of(new Buggy()));
        all.addAll(Facets.ALL);

        var duty = SomeDuty.of(VERSIONED).governs("buggy", "versioning").build();

        var findings = Objects.requireNonNull(new BucketPass(all, new InMemoryRecords(), Evidence.NONE)
                .run(s3.bucket("acme"), List.of(duty), governed, convergence, START)
                .get("p"));

        assertThat(findings.getFirst().state()).isEqualTo(FacetState.Unknown);
        assertThat(findings.getFirst().message())
                .contains("IllegalStateException")
                .contains("log");
        assertThat(s3.writes()).containsExactly("PutBucketVersioning Enabled");
    }

    private static Duty duty(String policy, Posture posture, Mode mode) {
        return SomeDuty.of(posture)
                .policy(policy, "storage/" + policy)
                .mode(mode)
                .build();
    }

    private Finding pass(FakeS3 s3, Posture posture, Instant now) {
        return pass(s3, posture, Mode.Enforce, Map.of(), now);
    }

    private Finding pass(FakeS3 s3, Posture posture, Mode mode, Map<String, FacetState> earlier, Instant now) {
        return run(s3, posture, mode, earlier, now).getFirst();
    }

    private List<Finding> run(FakeS3 s3, Posture posture, Mode mode, Map<String, FacetState> earlier, Instant now) {
        var duty = SomeDuty.of(posture).mode(mode).earlier(earlier).build();
        return Objects.requireNonNull(new BucketPass(Facets.ALL, new InMemoryRecords(), Evidence.NONE)
                .run(s3.bucket("acme"), List.of(duty), governed, convergence, now)
                .get("p"));
    }

    private static FakeS3 s3(String json) {
        try {
            return new FakeS3(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
