package io.bucketwarden.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

class TalliesTest {

    private final Tallies tallies = new Tallies(null, List.of());

    @Test
    void of_lines_that_cannot_be_read_the_first_says_why() {
        tallies.unreadable(Fault.TOO_LONG);
        tallies.unreadable(Fault.BAD_TIME);

        assertThat(tallies.fault()).isEqualTo(Fault.TOO_LONG);
        assertThat(tallies.unreadable()).isEqualTo(2);
    }

    @Test
    void that_the_rest_is_lost_says_more_than_a_line() {
        tallies.unreadable(Fault.BAD_TIME);
        tallies.unreadable(Fault.DAMAGED);

        assertThat(tallies.fault()).isEqualTo(Fault.DAMAGED);
    }
}
