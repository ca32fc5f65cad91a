package io.bucketwarden.access.baseline;

import static io.bucketwarden.access.baseline.Story.DAY;
import static io.bucketwarden.access.baseline.Story.LATER;
import static io.bucketwarden.access.baseline.Story.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.access.Accessor;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorState;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorStatus;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Whatever others send, it stays bounded, and those that are known stay known. */
class StrangersTest {

    private final Story story = new Story();

    @Test
    void those_that_are_refused_push_out_nobody_and_leave_no_trace_beside_their_share() {
        story.max = 100;
        learn(95);
        for (int object = 0; object < 5; object++) {
            var n = object;
            hears(
                    2_000,
                    i -> Asks.by("x" + n + "-" + i, "app" + i, "net" + i, LATER).status(403));
        }
        var accessors = story.status().accessors();
        assertThat(accessors).hasSize(100);
        assertThat(accessors).filteredOn(a -> a.principal().startsWith("p")).hasSize(95);
        assertThat(story.baseline.parts().accessors().size()).isZero();
        assertThat(story.baseline.parts().principals().size()).isZero();
        assertThat(story.baseline.isSaturated()).isFalse();
        assertThat(story.alerts).isEmpty();
    }

    @Test
    void those_that_are_anonymous_push_out_nobody_but_are_always_seen() {
        story.max = 100;
        learn(100);
        for (int object = 0; object < 5; object++) {
            var n = object;
            hears(2_000, i -> Asks.by(Accessor.ANONYMOUS, "app" + i, "net" + n + "-" + i, LATER));
        }
        var accessors = story.status().accessors();
        assertThat(accessors).hasSize(100);
        assertThat(accessors)
                .filteredOn(a -> a.principal().equals(Accessor.ANONYMOUS))
                .hasSize(5);
        assertThat(story.baseline.isSaturated()).isFalse();
        assertThat(story.alerts).extracting(a -> a.kind()).containsExactly(AlertKind.AnonymousAccess);
        for (int i = 0; i < 100; i++) {
            assertThat(story.kinds(Asks.by("p" + i, "app", "elsewhere", LATER))).isEmpty();
        }
    }

    @Test
    void networks_cannot_crowd_out_principals_and_applications() {
        story.max = 10;
        learn(3_000);
        for (int object = 0; object < 4; object++) {
            var n = object;
            hears(6_000, i -> Asks.by("p0", "app", "net" + n + "-" + i, LATER + n * DAY));
        }
        var parts = story.baseline.parts();
        assertThat(parts.accessors().size()).isLessThanOrEqualTo(Capacity.ACCESSORS);
        assertThat(story.baseline.isSaturated()).isTrue();
        for (int from = 0; from < 3_000; from += 1_000) {
            var start = from;
            assertThat(hears(1_000, i -> Asks.by("p" + (start + i), "app", "elsewhere", LATER)))
                    .isEmpty();
        }
    }

    @Test
    void it_is_told_once_that_there_is_no_room_and_the_condition_ends_when_there_is_again() {
        story.max = 10;
        story.forgetAfterDays = 30;
        hears(6_000, i -> Asks.by("p" + i, START + DAY));
        assertThat(story.alerts).extracting(a -> a.kind()).containsExactly(AlertKind.Saturated);
        assertThat(story.baseline.isSaturated()).isTrue();
        hears(6_000, i -> Asks.by("q" + i, START + DAY));
        assertThat(story.alerts).hasSize(1);
        assertThat(story.baseline.isSaturated()).isTrue();
        story.now = START + 40 * DAY;
        story.hears();
        assertThat(story.baseline.isSaturated()).isFalse();
    }

    @Test
    void who_is_known_by_fingerprint_alone_is_not_new_and_is_listed_again_as_what_it_was() {
        story.max = 10;
        learn(30);
        assertThat(story.status().accessors()).hasSize(10);
        assertThat(story.status().summary().accessors()).isEqualTo(30);
        for (int i = 0; i < 30; i++) {
            assertThat(story.kinds(Asks.by("p" + i, "app", "net", LATER + i))).isEmpty();
        }
        assertThat(story.status().accessors())
                .hasSize(10)
                .extracting(AccessorStatus::state)
                .containsOnly(AccessorState.Learned);
        assertThat(story.status().summary().accessors()).isEqualTo(30);
        assertThat(story.status().summary().unacknowledged()).isZero();
        assertThat(story.kinds(Asks.by("p3", "other", "net", LATER + 99))).containsExactly(AlertKind.NewApplication);
    }

    @Test
    void those_that_are_new_get_room_in_the_list_up_to_its_half() {
        story.max = 20;
        learn(20);
        hears(30, i -> Asks.by("new" + i, LATER));
        assertThat(story.status().accessors())
                .hasSize(20)
                .filteredOn(a -> a.state() == AccessorState.New)
                .hasSize(10);
        assertThat(story.status().accessors().getFirst().state()).isEqualTo(AccessorState.New);
        assertThat(story.status().summary().unacknowledged()).isEqualTo(30);
    }

    @Test
    void more_alerts_than_can_be_read_are_summed_up_and_counted() {
        var told = hears(50, i -> Asks.by("new" + i, LATER));
        assertThat(told).hasSize(Merged.MOST_ALERTS);
        assertThat(told.getLast().message()).contains("41 further alerts").contains("41 NewPrincipal");
        assertThat(told.getLast().requests()).isEqualTo(41);
        hears(50, i -> Asks.by("newer" + i, LATER));
        hears(50, i -> Asks.by("newest" + i, LATER + 1));
        assertThat(story.status().alerts()).hasSize(20);
        assertThat(story.status().alerts().getFirst().principal()).startsWith("newest");
        assertThat(story.status().summary().alerts()).isEqualTo(150);
    }

    @Test
    void of_new_ones_whose_names_had_no_room_it_is_told_how_many_there_are() {
        story.declared = Declared.of(List.of("10.0.0.0/8"), List.of(), List.of("111111111111"), false, "");
        hears(1_000, i -> Asks.by(Asks.ROLE + "p" + i, "app", "net", START).from("10.0.0.1"));
        var known = new ArrayList<Asks>();
        for (int i = 0; i < 1_000; i++) {
            known.add(Asks.by(Asks.ROLE + "p" + i, "app", "net", LATER).from("10.0.0.1"));
        }
        known.add(Asks.by(Asks.ROLE + "x", "app", "net", LATER).from("10.0.0.1"));
        known.add(Asks.by(Asks.ROLE + "y", "app", "net", LATER).from("10.0.0.1"));
        known.add(Asks.by(Asks.ROLE + "y", "app2", "net", LATER).from("10.0.0.1"));
        known.add(Asks.by(Asks.ROLE + "p1", "app", "net2", LATER).from("10.0.0.1"));
        known.add(Asks.by(Asks.ROLE + "p2", "app", "net2", LATER).from("203.0.113.1"));
        var told = story.hears(known.toArray(Asks[]::new));
        assertThat(told)
                .extracting(a -> a.kind())
                .containsExactly(AlertKind.OutsideNetworks, AlertKind.NewPrincipal, AlertKind.NewApplication);
        assertThat(told.get(0).message()).startsWith("1 further accessor from outside");
        assertThat(told.get(1).message()).startsWith("2 further principals using");
        assertThat(told.get(2).message()).startsWith("1 further principal using");
        assertThat(story.hears(known.toArray(Asks[]::new))).isEmpty();
    }

    @Test
    void names_in_messages_are_bounded_and_printable() {
        var ugly = "\u001b[2J\n\u202e" + "x".repeat(5_000);
        var told = story.hears(Asks.by(ugly, ugly, ugly, LATER));
        assertThat(told).singleElement().satisfies(alert -> {
            assertThat(alert.message()).hasSizeLessThanOrEqualTo(AlertText.MOST).matches("\\P{C}+");
            assertThat(alert.principal()).hasSizeLessThanOrEqualTo(256).matches("\\P{C}+");
            assertThat(alert.application()).hasSizeLessThanOrEqualTo(256).matches("\\P{C}+");
        });
    }

    @Test
    void a_tally_of_another_baseline_is_refused() {
        var other = Baseline.start(Instant.EPOCH, 7, new FingerprintKey(5, 6));
        assertThatThrownBy(() -> other.merge(story.tally(), story.terms()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another baseline");
    }

    private void learn(int count) {
        for (int from = 0; from < count; from += 1_000) {
            var start = from;
            hears(Math.min(1_000, count - from), i -> Asks.by("p" + (start + i), "app", "net", START));
        }
    }

    private List<io.bucketwarden.api.S3BucketAccessStatus.Alert> hears(int count, IntFunction<Asks> requests) {
        var tally = story.tally();
        for (int i = 0; i < count; i++) {
            tally.accept(requests.apply(i).access());
        }
        return story.hears(tally);
    }
}
