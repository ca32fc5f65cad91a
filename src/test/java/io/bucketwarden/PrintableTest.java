package io.bucketwarden;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Mode;
import io.bucketwarden.doctor.Diagnosis;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.posture.preflight.Effect;
import io.bucketwarden.posture.undo.Kept;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names, messages and principals come from others. */
class PrintableTest {

    private static final String EVIL = "a\u001B[2Jb\u009Bc\u202Ed\re\u2028f";
    private static final String SHOWN = "a?[2Jb?c?d?e?f";

    @Test
    void what_a_terminal_would_obey_is_a_question_mark() {
        assertThat(Printable.of(EVIL)).isEqualTo(SHOWN);
        assertThat(Printable.of("Größe 語 \uD83D\uDD12")).isEqualTo("Größe 語 \uD83D\uDD12");
    }

    @Test
    void plan_shows_what_strangers_wrote_and_does_not_obey_it() {
        var who = new PreflightRow(
                EVIL, EVIL, EVIL, "allowed", "denied", Effect.Outcome.LockedOut, EVIL, List.of("s3:GetObject"));
        var report = new PlanReport(
                "p",
                "acme",
                Mode.Audit,
                "eu-central-1",
                PlanReport.Result.Drifted,
                EVIL,
                List.of(new PlanReport.Look(
                        "logging",
                        PlanReport.Result.Drifted,
                        List.of(new Drift("logging", "x", EVIL)),
                        List.of(EVIL),
                        null,
                        null,
                        true)),
                List.of(new PlanReport.Write(EVIL, "s3:PutBucketPolicy")),
                List.of(who));

        assertThat(PlanText.of(List.of(report)))
                .contains("but is " + SHOWN, "LOCKED OUT by " + SHOWN)
                .satisfies(PrintableTest::harmless);
    }

    @Test
    void so_do_revert_and_doctor() {
        var kept = new Kept(Instant.EPOCH, "payments/p", "uid", Map.of(), Map.of());
        var row = RevertRow.of(new BucketId("", EVIL), EVIL, kept).with(RevertRow.State.Failed, EVIL);
        var check = new Diagnosis(EVIL, Diagnosis.State.PROBLEM, EVIL, EVIL);

        assertThat(RevertTable.of(List.of(row))).contains(SHOWN).satisfies(PrintableTest::harmless);
        assertThat(DoctorText.of(new DoctorReport(List.of(check), List.of())))
                .contains(SHOWN)
                .satisfies(PrintableTest::harmless);
    }

    private static void harmless(String text) {
        assertThat(text.replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    }
}
