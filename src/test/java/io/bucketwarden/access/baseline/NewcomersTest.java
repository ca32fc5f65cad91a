package io.bucketwarden.access.baseline;

import static io.bucketwarden.access.baseline.Story.DAY;
import static io.bucketwarden.access.baseline.Story.LATER;
import static io.bucketwarden.access.baseline.Story.LEARNED;
import static io.bucketwarden.access.baseline.Story.START;
import static io.bucketwarden.access.baseline.Story.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.Accessor;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorState;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorStatus;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import io.bucketwarden.api.S3BucketAccessStatus.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewcomersTest {

    private final Story story = new Story();

    @Test
    void whoever_comes_while_it_is_learned_is_learned_in_silence_also_when_the_log_comes_late() {
        assertThat(story.hears(Asks.by("a", START), Asks.by("b", LEARNED))).isEmpty();
        assertThat(story.hears(Asks.by("c", LATER))).hasSize(1);
        assertThat(story.hears(Asks.by("d", START + DAY))).isEmpty();
        assertThat(states("a", "b", "c", "d"))
                .containsExactly(
                        AccessorState.Learned, AccessorState.Learned, AccessorState.New, AccessorState.Learned);
    }

    @Test
    void a_principal_that_comes_after_that_is_told_once() {
        story.hears(Asks.by("a", START));
        var told = story.hears(Asks.by("b", LATER), Asks.by("b", LATER + 5));
        assertThat(told).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.NewPrincipal);
            assertThat(alert.time()).isEqualTo("2026-11-11T00:00:00Z");
            assertThat(alert.accessor()).isEqualTo(accessor("b").id());
            assertThat(List.of(alert.principal(), alert.application(), alert.network()))
                    .containsExactly("b", "aws-cli", "203.0.113.0/24");
            assertThat(alert.requests()).isEqualTo(2);
            assertThat(alert.message())
                    .contains("b uses the bucket for the first time")
                    .contains(
                            "with aws-cli from 203.0.113.0/24, since 2026-11-11T00:00:00Z: so far, when this was told, 2"
                                    + " requests (2 reads, 0 writes, 0 deletes, 0 lists).")
                    .contains("write " + accessor("b").id() + " and why into spec.acknowledged");
        });
        assertThat(story.hears(Asks.by("b", LATER + 9))).isEmpty();
        assertThat(story.status().summary().unacknowledged()).isEqualTo(1);
        assertThat(story.status().summary().alerts()).isEqualTo(1);
    }

    @Test
    void a_known_principal_with_an_application_that_is_new_for_it_is_told_and_a_new_network_is_only_listed() {
        story.hears(Asks.by("a", "aws-cli", "n1", START), Asks.by("b", "Boto3", "n1", START));
        assertThat(story.kinds(Asks.by("a", "aws-cli", "n2", LATER))).isEmpty();
        assertThat(story.status().accessors().getFirst())
                .returns("n2", AccessorStatus::network)
                .returns(AccessorState.New, AccessorStatus::state);
        assertThat(story.kinds(Asks.by("a", "Boto3", "n2", LATER))).containsExactly(AlertKind.NewApplication);
        assertThat(story.kinds(Asks.by("a", "Boto3", "n3", LATER))).isEmpty();
        assertThat(story.alerts.getFirst().message()).contains("a is known").contains("Boto3 for the first time");
    }

    @Test
    void of_a_new_principal_with_two_applications_the_earlier_one_is_told_as_principal() {
        assertThat(story.kinds(Asks.by("a", "late", "n", LATER + 9), Asks.by("a", "early", "n", LATER)))
                .containsExactly(AlertKind.NewPrincipal, AlertKind.NewApplication);
        assertThat(story.alerts.getFirst().application()).isEqualTo("early");
        assertThat(story.alerts.getFirst().message()).contains("told, 1 request (1 read, 0 writes,");
    }

    @Test
    void one_object_of_both_sides_of_the_end_of_learning_is_learned_from_first() {
        assertThat(story.kinds(Asks.by("a", "x", "n2", LEARNED + 1), Asks.by("a", "x", "n1", LEARNED)))
                .isEmpty();
        assertThat(story.kinds(Asks.by("a", "y", "n2", LEARNED + 1), Asks.by("a", "x", "n1", LEARNED)))
                .containsExactly(AlertKind.NewApplication);
    }

    @Test
    void who_was_refused_each_time_is_not_learned_and_told_once_it_is_let_in() {
        assertThat(story.hears(times(5, Asks.by("a", START).status(403)))).isEmpty();
        assertThat(story.hears(Asks.by("a", LATER).status(401))).isEmpty();
        assertThat(accessor("a").state()).isEqualTo(AccessorState.New);
        assertThat(story.status().summary().unacknowledged()).isZero();
        assertThat(story.knows(new Accessor("a", "aws-cli", "203.0.113.0/24"))).isFalse();
        assertThat(story.kinds(Asks.by("a", LATER + 1))).containsExactly(AlertKind.NewPrincipal);
        assertThat(accessor("a").firstSeen()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(accessor("a").state()).isEqualTo(AccessorState.New);
    }

    @Test
    void an_accessor_that_was_acknowledged_raises_no_alert() {
        story.acknowledged.add(Ids.of(new Accessor("a", "aws-cli", "203.0.113.0/24")));
        story.acknowledged.add(Ids.of(new Accessor("anonymous", "unknown", "n")));
        story.declared = Declared.of(List.of("10.0.0.0/8"), List.of(), List.of("111111111111"), false, "");
        assertThat(story.hears(
                        Asks.by("a", LATER).from("203.0.113.1"),
                        Asks.anonymous("n", LATER).from("203.0.113.1")))
                .isEmpty();
        assertThat(states("a", "anonymous")).containsOnly(AccessorState.Acknowledged);
        assertThat(story.status().summary().unacknowledged()).isZero();
    }

    @Test
    void anonymous_access_is_told_the_first_time_and_then_for_new_networks_once_a_day() {
        assertThat(story.kinds(Asks.anonymous("n1", START), Asks.anonymous("n2", START + 5)))
                .containsExactly(AlertKind.AnonymousAccess);
        assertThat(story.kinds(Asks.anonymous("n3", START + DAY))).isEmpty();
        assertThat(story.kinds(Asks.anonymous("n1", LATER))).isEmpty();
        assertThat(story.kinds(Asks.anonymous("n4", LATER), Asks.anonymous("n5", LATER)))
                .containsExactly(AlertKind.AnonymousAccess);
        assertThat(story.kinds(Asks.anonymous("n6", LATER + DAY - 1))).isEmpty();
        assertThat(story.kinds(Asks.anonymous("n7", LATER + DAY))).containsExactly(AlertKind.AnonymousAccess);
        assertThat(story.kinds(Asks.anonymous("n8", LATER + DAY).status(403))).isEmpty();
        assertThat(story.alerts.getFirst().message()).contains("without credentials", "from n1", "publicAccess");
    }

    @Test
    void who_comes_from_outside_is_told_once_also_while_it_is_learned() {
        story.declared = Declared.of(List.of("10.0.0.0/8"), List.of(), List.of("111111111111"), false, "");
        var outside = Asks.by("arn:aws:iam::222222222222:user/bob", START).from("203.0.113.1");
        assertThat(story.kinds(outside)).containsExactly(AlertKind.OutsideAccounts, AlertKind.OutsideNetworks);
        assertThat(story.kinds(outside)).isEmpty();
        assertThat(accessor("arn:aws:iam::222222222222:user/bob"))
                .returns(true, AccessorStatus::outsideNetworks)
                .returns(true, AccessorStatus::outsideAccounts);
        assertThat(story.kinds(Asks.by("arn:aws:iam::111111111111:user/al", START)
                        .from("203.0.113.1")
                        .status(403)))
                .isEmpty();
    }

    @Test
    void anonymous_callers_from_outside_are_told_once_a_day() {
        story.declared = Declared.of(List.of("10.0.0.0/8"), List.of(), List.of("111111111111"), false, "");
        assertThat(story.kinds(
                        Asks.anonymous("n1", LATER).from("203.0.113.1"),
                        Asks.anonymous("n2", LATER).from("203.0.113.2")))
                .containsExactly(AlertKind.AnonymousAccess, AlertKind.OutsideAccounts, AlertKind.OutsideNetworks);
        assertThat(story.kinds(Asks.anonymous("n3", LATER + DAY).from("203.0.113.3")))
                .containsExactly(AlertKind.AnonymousAccess, AlertKind.OutsideAccounts, AlertKind.OutsideNetworks);
    }

    @Test
    void when_other_limits_are_declared_who_is_outside_is_judged_anew() {
        story.declared = Declared.of(List.of("10.0.0.0/8"), List.of(), List.of(), false, "");
        var asks = Asks.by("a", START).from("203.0.113.1");
        assertThat(story.kinds(asks)).containsExactly(AlertKind.OutsideNetworks);
        story.declared = Declared.of(List.of("203.0.113.0/24"), List.of(), List.of(), false, "");
        assertThat(story.kinds(asks)).isEmpty();
        assertThat(accessor("a").outsideNetworks()).isNull();
        story.declared = Declared.of(List.of("11.0.0.0/8"), List.of(), List.of(), false, "");
        assertThat(story.kinds(asks)).containsExactly(AlertKind.OutsideNetworks);
    }

    @Test
    void who_is_not_seen_for_long_is_forgotten_and_new_when_it_comes_back() {
        story.forgetAfterDays = 30;
        story.hears(Asks.by("a", START), Asks.by("b", START));
        story.now = START + 30 * DAY;
        story.hears(Asks.by("b", story.now));
        assertThat(story.status().accessors()).hasSize(2);
        story.now = START + 31 * DAY;
        story.hears();
        assertThat(story.status().accessors())
                .extracting(AccessorStatus::principal)
                .containsExactly("b");
        assertThat(story.kinds(Asks.by("a", story.now))).containsExactly(AlertKind.NewPrincipal);
    }

    @Test
    void times_in_the_future_count_as_now() {
        story.hears(Asks.by("a", START), Asks.by("b", story.now + 400 * DAY));
        assertThat(accessor("b").firstSeen()).isEqualTo(AlertText.time(story.now));
        assertThat(accessor("b").lastSeen()).isEqualTo(AlertText.time(story.now));
        assertThat(story.status().readUntil()).isEqualTo(AlertText.time(story.now));
        assertThat(story.alerts).singleElement().returns(AlertText.time(story.now), alert -> alert.time());
        story.now += 91 * DAY;
        story.hears();
        assertThat(story.status().accessors()).isEmpty();
    }

    @Test
    void a_longer_time_of_learning_learns_after_the_fact() {
        story.hears(Asks.by("a", LATER));
        assertThat(accessor("a").state()).isEqualTo(AccessorState.New);
        story.baseline = story.baseline.learningFor(11);
        assertThat(accessor("a").state()).isEqualTo(AccessorState.Learned);
        assertThat(story.kinds(Asks.by("b", LATER))).isEmpty();
    }

    @Test
    void it_watches_once_the_time_of_learning_is_over() {
        story.now = LEARNED;
        assertThat(story.status().phase()).isEqualTo(Phase.Learning);
        story.now = LEARNED + 1;
        assertThat(story.status().phase()).isEqualTo(Phase.Watching);
    }

    private List<AccessorState> states(String... principals) {
        return java.util.Arrays.stream(principals).map(p -> accessor(p).state()).toList();
    }

    private AccessorStatus accessor(String principal) {
        return story.status().accessors().stream()
                .filter(a -> a.principal().equals(principal))
                .findFirst()
                .orElseThrow();
    }
}
