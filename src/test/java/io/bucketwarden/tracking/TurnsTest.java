package io.bucketwarden.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns();

    @Test
    void one_namespace_after_the_other_has_its_turn_however_many_buckets_it_has() {
        List.of("a1", "a2", "a3", "a4").forEach(bucket -> turns.add(Visits.tracked("a", bucket)));
        turns.add(Visits.tracked("b", "b1"));

        assertThat(next(2)).containsExactly("a1", "b1");
        turns.add(Visits.tracked("c", "c1"));
        turns.add(Visits.tracked("b", "b1"));

        assertThat(next(5)).containsExactly("a2", "c1", "b1", "a3", "a4");
        assertThatThrownBy(turns::next).isInstanceOf(NoSuchElementException.class);
    }

    private List<String> next(int many) {
        var next = new ArrayList<String>();
        IntStream.range(0, many).forEach(_ -> next.add(turns.next().bucket()));
        return next;
    }
}
