package io.bucketwarden.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WritingTest {

    private final List<String> done = new ArrayList<>();

    @Test
    void a_write_that_is_repeated_is_asked_about_again_before_each_attempt() {
        var twice = new Writing(write -> () -> List.of(1, 2).forEach(attempt -> write.run()), facets -> done.isEmpty());

        assertThatThrownBy(() -> twice.make(Set.of("versioning"), () -> done.add("written")))
                .isInstanceOf(CallFailed.class)
                .hasMessageContaining("changed meanwhile");

        assertThat(done).containsExactly("written");
    }

    @Test
    void a_write_is_asked_about_by_the_facets_that_it_serves() {
        var some = new Writing(write -> write, facets -> facets.contains("versioning"));

        some.make(Set.of("versioning", "encryption"), () -> done.add("versioning"));
        assertThatThrownBy(() -> some.make(Set.of("encryption"), () -> done.add("encryption")))
                .isInstanceOf(CallFailed.class);

        assertThat(done).containsExactly("versioning");
    }
}
