package io.bucketwarden.command.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Mode;
import io.bucketwarden.command.StrangeText;
import io.bucketwarden.posture.preflight.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTextTest {

    private static final String EVIL = StrangeText.WRITTEN;

    @Test
    void what_strangers_wrote_is_shown_and_not_obeyed() {
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
                .contains("but is " + StrangeText.SHOWN, "LOCKED OUT by " + StrangeText.SHOWN)
                .satisfies(StrangeText::assertHarmless);
    }
}
