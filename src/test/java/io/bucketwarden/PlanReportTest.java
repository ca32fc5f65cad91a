package io.bucketwarden;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.Remedy;
import io.bucketwarden.posture.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanReportTest {

    @Test
    void facets_and_writes_stand_in_columns() {
        assertThat(PlanReport.text(List.of(report(Mode.Audit)))).isEqualTo("""
                acme (eu-central-1): Drifted
                  encryption    Unknown
                    s3:GetEncryptionConfiguration is missing
                  publicAccess  Compliant
                  versioning    Drifted
                    versioning.status: is Suspended, should be Enabled
                  Enforce would make these writes:
                    PutBucketVersioning: Enabled     s3:PutBucketVersioning
                    PutBucketPolicy: -BucketwardenX  s3:PutBucketPolicy
                """);
    }

    @Test
    void enforce_will_and_audit_would() {
        assertThat(PlanReport.text(List.of(report(Mode.Enforce)))).contains("  Enforce will make these writes:\n");
        assertThat(PlanReport.text(List.of(report(Mode.Audit)))).contains("  Enforce would make these writes:\n");
    }

    @Test
    void progress_is_shown_to_people_who_wait_for_several_buckets() {
        assertThat(progress(2, true))
                .isEqualTo("\r\u001B[2K[############------------] 1/2 one"
                        + "\r\u001B[2K[########################] 2/2 two\r\u001B[2K");
        assertThat(progress(2, false)).isEmpty();
        assertThat(progress(1, true)).isEmpty();
    }

    private static String progress(int total, boolean terminal) {
        var err = new StringWriter();
        try (var progress = new Progress(new PrintWriter(err), total, terminal)) {
            List.of("one", "two").subList(0, total).forEach(progress::looksAt);
        }
        return err.toString();
    }

    private static PlanReport report(Mode mode) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        verdicts.put(
                "encryption", new Verdict.Unreadable(Reason.AccessDenied, "s3:GetEncryptionConfiguration is missing"));
        verdicts.put("publicAccess", new Verdict.Compliant());
        verdicts.put(
                "versioning",
                new Verdict.Drifted(
                        List.of(new Drift("versioning.status", "Enabled", "Suspended")),
                        List.of(
                                new Remedy.Write("PutBucketVersioning: Enabled", "s3:PutBucketVersioning", _ -> {}),
                                new Remedy.DropStatement("BucketwardenX"))));
        verdicts.put("logging", new Verdict.Unmanaged());
        return PlanReport.of("acme", mode, "eu-central-1", verdicts, Map.of());
    }
}
