package io.bucketwarden.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.command.StrangeText;
import io.bucketwarden.doctor.Diagnosis;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTextTest {

    private static final String EVIL = StrangeText.WRITTEN;

    @Test
    void what_strangers_wrote_is_shown_and_not_obeyed() {
        var check = new Diagnosis(EVIL, Diagnosis.State.PROBLEM, EVIL, EVIL);

        assertThat(DoctorText.of(new DoctorReport(List.of(check), List.of())))
                .contains(StrangeText.SHOWN)
                .satisfies(StrangeText::assertHarmless);
    }
}
