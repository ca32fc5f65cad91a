package io.bucketwarden.command.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.command.Progress;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.Remedy;
import io.bucketwarden.posture.Verdict;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanReportTest {

    private static final Drift DRIFT = new Drift("versioning.status", "Enabled", "Suspended");

    @Test
    void facets_and_writes_stand_in_columns() {
        assertThat(PlanText.of(List.of(report(Mode.Audit)))).isEqualTo("""
                acme (eu-central-1): Drifted
                  encryption    Unknown
                    s3:GetEncryptionConfiguration is missing
                  publicAccess  Compliant
                  versioning    Drifted
                    versioning.status should be Enabled, but is Suspended
                  Enforce would make these writes:
                    PutBucketVersioning: Enabled     s3:PutBucketVersioning
                    PutBucketPolicy: -BucketwardenX  s3:PutBucketPolicy
                """);
    }

    @Test
    void enforce_will_and_audit_would() {
        assertThat(PlanText.of(List.of(report(Mode.Enforce)))).contains("  Enforce will make these writes:\n");
        assertThat(PlanText.of(List.of(report(Mode.Audit)))).contains("  Enforce would make these writes:\n");
    }

    @Test
    void a_statement_that_would_be_refused_is_told_and_not_among_the_writes() {
        var refused = refused(Map.of("versioning", "Not written: it would lock you out."));

        assertThat(refused.writes()).extracting(PlanReport.Write::call).containsExactly("PutBucketVersioning: Enabled");
        assertThat(PlanText.of(List.of(refused))).contains("    Not written: it would lock you out.\n");
        assertThat(PlanText.of(List.of(refused, report(Mode.Audit))))
                .endsWith("2 buckets: 0 compliant, 0 exempt, 2 drifted, 0 unknown, 1 refused\n");
    }

    @Test
    void a_program_can_tell_what_is_refused_from_what_only_drifts() {
        var json = new KubernetesSerialization()
                .asJson(List.of(refused(Map.of("versioning", "Not written: it would lock you out."))));

        assertThat(json).containsOnlyOnce("\"refused\":true");
        assertThat(new KubernetesSerialization().asJson(List.of(report(Mode.Audit))))
                .doesNotContain("refused");
    }

    @Test
    void what_waits_for_evidence_says_so_whatever_the_mode() {
        for (var mode : Mode.values()) {
            var waiting = report(mode, Set.of("versioning", "publicAccess", "encryption"));

            assertThat(PlanText.of(List.of(waiting))).containsOnlyOnce("Waits for evidence, as requireEvidence asks");
            assertThat(waiting.facets())
                    .filteredOn(look -> Boolean.TRUE.equals(look.awaitsEvidence()))
                    .extracting(PlanReport.Look::facet)
                    .as("nothing else is to be written")
                    .containsExactly("versioning");
        }
        assertThat(new KubernetesSerialization().asJson(List.of(report(Mode.Enforce))))
                .doesNotContain("awaitsEvidence");
    }

    @Test
    void what_only_a_person_can_mend_waits_for_nothing() {
        var manual = new Verdict.Drifted(List.of(DRIFT), List.of(new Remedy.Manual("Do it.", false)));
        var report = PlanReport.of(
                "p",
                "acme",
                Mode.Enforce,
                "eu-central-1",
                Map.of("versioning", manual),
                Set.of("versioning"),
                new Plan.Preview(Map.of(), List.of()));

        assertThat(PlanText.of(List.of(report))).contains("Do it.").doesNotContain("Waits for evidence");
    }

    @Test
    void what_is_exempt_is_told_and_neither_counted_nor_written() {
        var exempt = report(Map.of(
                "versioning", new Verdict.Exempt(List.of(DRIFT), "Let pass until 2027-03-31. Reason: r. Owner: o."),
                "encryption", new Verdict.Compliant()));

        assertThat(exempt.result()).isEqualTo(PlanReport.Result.Exempt);
        assertThat(PlanReport.exitCode(List.of(exempt))).isZero();
        assertThat(PlanText.of(List.of(exempt)))
                .contains("versioning.status: is Suspended instead of Enabled", "2027-03-31")
                .doesNotContain("Enforce");
    }

    @Test
    void a_difference_that_could_be_judged_in_part_only_is_three() {
        var unread = new Verdict.Unreadable(Reason.AccessDenied, "allow s3:GetBucketTagging");
        var report =
                report(Map.of("publicAccess", new Verdict.Drifted(List.of(DRIFT), List.of(), Optional.of(unread))));

        assertThat(report.result()).isEqualTo(PlanReport.Result.Drifted);
        assertThat(PlanReport.exitCode(List.of(report))).isEqualTo(3);
    }

    @Test
    void the_worst_of_all_buckets_counts() {
        var compliant = report(Map.of("versioning", new Verdict.Compliant()));
        var drifted = report(Map.of("versioning", new Verdict.Drifted(List.of(DRIFT), List.of())));
        var unknown = PlanReport.unknown("p", "dark", Mode.Audit, "no such bucket");

        assertThat(PlanReport.exitCode(List.of(compliant, compliant))).isZero();
        assertThat(PlanReport.exitCode(List.of(compliant, drifted))).isEqualTo(2);
        assertThat(PlanReport.exitCode(List.of(unknown, drifted))).isEqualTo(3);
        assertThat(PlanText.of(List.of(compliant, drifted, unknown)))
                .endsWith("3 buckets: 1 compliant, 0 exempt, 1 drifted, 1 unknown, 0 refused\n");
    }

    @Test
    void the_policy_is_named_where_there_are_several_or_no_bucket() {
        var none = PlanReport.unknown("fleet", null, Mode.Audit, "The selector chooses none.");

        assertThat(PlanText.of(List.of(none))).isEqualTo("policy fleet: Unknown\n  The selector chooses none.\n");
        assertThat(PlanText.of(List.of(none, report(Mode.Audit))))
                .contains("acme (eu-central-1), policy p: Drifted")
                .doesNotContain("buckets:");
    }

    @Test
    void progress_is_shown_to_people_who_wait_for_several_buckets() {
        assertThat(progress(2, true))
                .isEqualTo("\r\u001B[2K[############------------] 1/2 one"
                        + "\r\u001B[2K[########################] 2/2 two\r\u001B[2K");
        assertThat(progress(2, false)).isEmpty();
        assertThat(progress(1, true)).isEmpty();
    }

    @Test
    void progress_has_no_bar_where_nobody_knows_how_many_there_are() {
        assertThat(progress(Progress.UNTOLD, true)).isEqualTo("\r\u001B[2K1 one\r\u001B[2K2 two\r\u001B[2K");
        assertThat(progress(Progress.UNTOLD, false)).isEmpty();
    }

    private static String progress(int total, boolean terminal) {
        var err = new StringWriter();
        try (var progress = new Progress(new PrintWriter(err), total, terminal)) {
            Stream.of("one", "two").limit(total == Progress.UNTOLD ? 2 : total).forEach(progress::looksAt);
        }
        return err.toString();
    }

    private static PlanReport report(Mode mode) {
        return report(mode, Map.of());
    }

    private static PlanReport refused(Map<String, String> refused) {
        return report(Mode.Audit, refused);
    }

    private static PlanReport report(Map<String, Verdict> verdicts) {
        return PlanReport.of(
                "p", "acme", Mode.Audit, "eu-central-1", verdicts, Set.of(), new Plan.Preview(Map.of(), List.of()));
    }

    private static PlanReport report(Mode mode, Map<String, String> refused) {
        return report(mode, Set.of(), refused);
    }

    private static PlanReport report(Mode mode, Set<String> awaiting) {
        return report(mode, awaiting, Map.of());
    }

    private static PlanReport report(Mode mode, Set<String> awaiting, Map<String, String> refused) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        verdicts.put(
                "encryption", new Verdict.Unreadable(Reason.AccessDenied, "s3:GetEncryptionConfiguration is missing"));
        verdicts.put("publicAccess", new Verdict.Compliant());
        verdicts.put(
                "versioning",
                new Verdict.Drifted(
                        List.of(DRIFT),
                        List.of(
                                new Remedy.Write("PutBucketVersioning: Enabled", "s3:PutBucketVersioning", any -> {}),
                                new Remedy.DropStatement("BucketwardenX"))));
        verdicts.put("logging", new Verdict.Unmanaged());
        return PlanReport.of(
                "p", "acme", mode, "eu-central-1", verdicts, awaiting, new Plan.Preview(refused, List.of()));
    }
}
