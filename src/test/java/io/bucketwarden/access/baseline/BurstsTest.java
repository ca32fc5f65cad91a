package io.bucketwarden.access.baseline;

import static io.bucketwarden.access.baseline.Story.LATER;
import static io.bucketwarden.access.baseline.Story.LEARNED;
import static io.bucketwarden.access.baseline.Story.START;
import static io.bucketwarden.access.baseline.Story.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.Operation.Kind;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BurstsTest {

    private static final long HOUR = 3_600;

    private final Story story = new Story();

    @Test
    void more_than_a_hundred_deletes_within_an_hour_are_told_once() {
        story.hears(Asks.by("a", START));
        assertThat(story.kinds(deletes(100, LATER))).isEmpty();
        assertThat(story.kinds(deletes(1, LATER + HOUR - 1))).containsExactly(AlertKind.DeleteBurst);
        assertThat(story.kinds(deletes(500, LATER + 1))).isEmpty();
        assertThat(story.kinds(deletes(101, LATER + HOUR))).containsExactly(AlertKind.DeleteBurst);
        var alert = story.alerts.getFirst();
        assertThat(alert.requests()).isEqualTo(101);
        assertThat(alert.principal()).isEqualTo("a");
        assertThat(alert.accessor()).isNotNull();
        assertThat(alert.message())
                .contains("a deleted 101 times within the hour from 2026-11-11T00:00:00Z")
                .contains("more than 100 is not usual");
    }

    @Test
    void more_than_ten_thousand_reads_within_an_hour_are_told() {
        story.hears(Asks.by("a", START));
        assertThat(story.kinds(times(10_000, Asks.by("a", LATER)))).isEmpty();
        assertThat(story.kinds(Asks.by("a", LATER))).containsExactly(AlertKind.ReadBurst);
    }

    @Test
    void what_is_usual_is_ten_times_the_busiest_hour_that_was_learned_over_all_its_objects() {
        story.hears(deletes(20, START));
        story.hears(deletes(20, START + 1));
        story.hears(deletes(30, START + HOUR));
        assertThat(story.kinds(deletes(400, LATER))).isEmpty();
        assertThat(story.kinds(deletes(1, LATER))).containsExactly(AlertKind.DeleteBurst);
        assertThat(story.alerts.getFirst().message()).contains("more than 400");
    }

    @Test
    void what_is_usual_for_one_is_not_for_another_and_what_was_refused_does_not_count() {
        story.hears(deletes(1_000, START));
        story.hears(Asks.by("b", START));
        var b = Asks.by("b", LATER).doing(Kind.DELETE);
        assertThat(story.kinds(times(200, b.status(403)))).isEmpty();
        assertThat(story.kinds(times(101, b))).containsExactly(AlertKind.DeleteBurst);
    }

    @Test
    void what_comes_late_adds_to_its_own_hour() {
        story.hears(Asks.by("a", START));
        story.hears(deletes(60, LATER));
        story.hears(deletes(60, LATER + 20 * HOUR));
        assertThat(story.kinds(deletes(41, LATER + 5))).containsExactly(AlertKind.DeleteBurst);
    }

    @Test
    void an_hour_in_which_learning_ended_is_learned() {
        story.hears(deletes(50, LEARNED + 10));
        assertThat(story.kinds(deletes(450, LEARNED + 10))).isEmpty();
        assertThat(story.kinds(deletes(5_000, LATER))).isEmpty();
    }

    @Test
    void what_was_told_becomes_usual_once_somebody_acknowledges_the_principal() {
        story.hears(Asks.by("a", START));
        assertThat(story.kinds(deletes(101, LATER))).containsExactly(AlertKind.DeleteBurst);
        assertThat(story.kinds(deletes(101, LATER + HOUR))).containsExactly(AlertKind.DeleteBurst);
        story.acknowledged.add(Ids.of(new Accessor("a", "aws-cli", "203.0.113.0/24")));
        assertThat(story.kinds(deletes(1_010, LATER + 2 * HOUR))).isEmpty();
        assertThat(story.kinds(deletes(1, LATER + 2 * HOUR))).containsExactly(AlertKind.DeleteBurst);
    }

    @Test
    void the_hours_and_peaks_that_are_kept_are_bounded_and_the_latest_and_highest_stay() {
        for (int i = 0; i < 1_500; i++) {
            story.hears(times(11 + i % 7, Asks.by("p" + i, START + 60L * i).doing(Kind.DELETE)));
        }
        var bursts = story.baseline.parts().bursts();
        assertThat(bursts.hours()).hasSize(1_000);
        assertThat(bursts.peaks()).hasSize(1_000);
        var newest = (START + 60L * 1_499) / HOUR;
        assertThat(bursts.hours().keySet()).extracting(Bursts.Hour::hour).allMatch(hour -> hour > newest - 24);
        assertThat(bursts.peaks().values()).allMatch(peak -> peak.deletes() >= 13);
    }

    private static Asks[] deletes(int count, long second) {
        List<Asks> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(Asks.by("a", second).doing(Kind.DELETE));
        }
        return all.toArray(Asks[]::new);
    }
}
