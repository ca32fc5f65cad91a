package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Exemption;
import io.bucketwarden.api.S3BucketPolicySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ForwardClockTest {

    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    private final AtomicReference<Instant> behind = new AtomicReference<>(END);
    private final ForwardClock clock = new ForwardClock(behind::get);

    @Test
    void stands_still_while_the_clock_behind_catches_up_and_then_goes_on() {
        var first = clock.instant();
        behind.set(END.minus(Duration.ofHours(1)));
        var back = clock.instant();
        behind.set(END.plusSeconds(1));

        assertThat(first).isEqualTo(END);
        assertThat(back).isEqualTo(END);
        assertThat(clock.instant()).isEqualTo(END.plusSeconds(1));
    }

    @Test
    void an_exemption_that_has_ended_does_not_come_back() {
        var spec = new S3BucketPolicySpec(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new Exemption("versioning", "why", "who", "2026-12-01")),
                null);

        assertThat(Exemptions.inForce(spec, clock.instant())).isEmpty();
        behind.set(END.minusSeconds(1));

        assertThat(Exemptions.inForce(spec, clock.instant())).isEmpty();
        assertThat(Exemptions.inForce(spec, behind.get())).hasSize(1);
    }
}
