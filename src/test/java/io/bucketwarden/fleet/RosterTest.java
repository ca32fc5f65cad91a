package io.bucketwarden.fleet;

import static io.bucketwarden.fleet.Declared.grant;
import static io.bucketwarden.fleet.Declared.in;
import static io.bucketwarden.fleet.Declared.named;
import static io.bucketwarden.fleet.Declared.patterns;
import static io.bucketwarden.fleet.Declared.tagged;
import static io.bucketwarden.fleet.Worlds.ONE;
import static io.bucketwarden.fleet.Worlds.ON_ONE;
import static io.bucketwarden.fleet.Worlds.ON_OWN;
import static io.bucketwarden.fleet.Worlds.ON_TWO;
import static io.bucketwarden.fleet.Worlds.OWN;
import static io.bucketwarden.fleet.Worlds.TWO;
import static io.bucketwarden.fleet.Worlds.assignment;
import static io.bucketwarden.fleet.Worlds.listed;
import static io.bucketwarden.fleet.Worlds.refusal;
import static io.bucketwarden.fleet.Worlds.world;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How policies stand with their accounts and grants. */
class RosterTest {

    @Test
    void a_fleet_spans_the_accounts_that_are_granted() {
        var world = world(
                List.of(patterns("p", "acme-*")),
                List.of(ON_ONE, ON_TWO),
                Map.of(ONE, listed("acme-1", "other"), TWO, listed("acme-2"), OWN, listed("acme-3")));

        var roster = Roster.of(world);

        assertThat(roster.standings().get("p").buckets()).containsExactlyInAnyOrder("acme-1", "acme-2");
        assertThat(assignment(roster, TWO, "acme-2").claims())
                .extracting(Claim::access, Claim::owner)
                .containsExactly(tuple(TWO, TWO.id()));
        assertThat(world.toBeListed(patterns("p", "acme-*"))).containsExactly(ONE, TWO);
    }

    @Test
    void an_assigned_bucket_is_found_by_its_name_in_every_account_and_by_its_account() {
        var roster = Roster.of(world(
                List.of(patterns("p", "acme-*"), in(patterns("q", "acme-*"), "shop")),
                List.of(ON_ONE, grant("two", "shop", Mode.Enforce, "*", TWO)),
                Map.of(ONE, listed("acme-1", "acme-2", "other"), TWO, listed("acme-1"))));

        assertThat(roster.named("acme-1"))
                .containsExactlyInAnyOrder(new BucketId(ONE.id(), "acme-1"), new BucketId(TWO.id(), "acme-1"));
        assertThat(roster.named("other")).isEmpty();
        assertThat(roster.in(ONE.id()))
                .containsExactlyInAnyOrder(new BucketId(ONE.id(), "acme-1"), new BucketId(ONE.id(), "acme-2"));
        assertThat(roster.in("333333333333")).isEmpty();
    }

    @Test
    void without_a_grant_nothing_is_said_and_nothing_is_listed() {
        for (var policy : List.of(patterns("p", "acme-*"), named("p", "acme-1"))) {
            var world = world(List.of(in(policy, "shop")), List.of(ON_ONE), Map.of(ONE, listed("acme-1")));

            var roster = Roster.of(world);

            assertThat(refusal(roster, "p").reason()).isEqualTo(Reason.NotGranted);
            assertThat(roster.assignments()).isEmpty();
            assertThat(world.toBeListed(policy)).isEmpty();
        }
    }

    @Test
    void a_refusal_does_not_tell_whether_the_bucket_exists() {
        var narrow = grant("g", "pay", Mode.Audit, "mine-*");
        var there = world(List.of(named("p", "acme-1")), List.of(narrow), Map.of(OWN, listed("acme-1")));
        var absent = world(List.of(named("p", "acme-1")), List.of(narrow), Map.of(OWN, listed()));

        assertThat(Roster.of(there)).isEqualTo(Roster.of(absent));
        assertThat(refusal(Roster.of(there), "p").message()).doesNotContain("acme-1");
    }

    @Test
    void buckets_that_are_not_granted_are_left_out_of_a_fleet() {
        var grants = List.of(grant("g", "pay", Mode.Enforce, "acme-pay-*"));

        var roster = Roster.of(world(List.of(patterns("p", "*")), grants, Map.of(OWN, listed("acme-pay-1", "acme-x"))));

        assertThat(roster.standings().get("p").buckets()).containsExactly("acme-pay-1");
    }

    @Test
    void the_grant_lowers_the_mode_of_each_bucket_by_itself() {
        var grants = List.of(grant("a", "pay", Mode.Audit, "*"), grant("b", "pay", Mode.Enforce, "acme-pay-*"));

        var roster = Roster.of(world(List.of(patterns("p", "*")), grants, Map.of(OWN, listed("acme-pay-1", "acme-x"))));

        assertThat(mode(roster, "acme-pay-1")).isEqualTo(Mode.Enforce);
        assertThat(mode(roster, "acme-x")).isEqualTo(Mode.Audit);
    }

    @Test
    void tags_that_nobody_read_yet_are_waited_for_and_those_that_cannot_be_read_are_told() {
        var denied = new Problem(Reason.AccessDenied, "denied");
        var unasked = new ListedBucket("acme-1", "eu-west-1");
        var unread = new ListedBucket("acme-2", "eu-west-1").unread(denied);

        var waiting = standing(tagged("p", "data", "pii"), unasked);
        var undecided = standing(tagged("p", "data", "pii"), unread);

        assertThat(waiting.waiting()).isTrue();
        assertThat(waiting.undecided()).isEmpty();
        assertThat(undecided.waiting()).isFalse();
        assertThat(undecided.undecided()).containsExactly(Map.entry("acme-2", denied));
        assertThat(undecided.buckets()).isEmpty();
        assertThat(undecided.refusal()).isNull();
    }

    @Test
    void an_account_that_is_not_listed_yet_is_waited_for() {
        var standing = Roster.of(
                        world(List.of(patterns("p", "*")), List.of(ON_ONE, ON_TWO), Map.of(ONE, listed("acme-1"))))
                .standings()
                .get("p");

        assertThat(standing.waiting()).isTrue();
        assertThat(standing.buckets()).containsExactly("acme-1");
        assertThat(standing.refusal()).isNull();
    }

    @Test
    void a_listing_that_fails_is_told_and_the_buckets_of_the_one_before_stay() {
        var problem = new Problem(Reason.AccessDenied, "no");
        var failing = new Inventory(listed("acme-1").buckets(), problem);

        var standing = Roster.of(world(List.of(patterns("p", "*")), List.of(ON_ONE), Map.of(ONE, failing)))
                .standings()
                .get("p");

        assertThat(standing.problems()).containsExactly(problem);
        assertThat(standing.buckets()).containsExactly("acme-1");
    }

    @Test
    void patterns_that_match_nothing_are_no_refusal() {
        var standing = standing(patterns("p", "nothing-*"), new ListedBucket("acme-1", "eu-west-1"));

        assertThat(standing).isEqualTo(Standing.unlisted(List.of()));
    }

    @Test
    void a_named_bucket_is_found_in_whichever_granted_account_lists_it() {
        var policy = named("p", "acme-1");
        var grants = List.of(ON_OWN, ON_ONE, ON_TWO);

        for (var holder : List.of(OWN, ONE, TWO)) {
            var roster = Roster.of(world(
                    List.of(policy),
                    grants,
                    Map.of(OWN, holding(OWN, holder), ONE, holding(ONE, holder), TWO, holding(TWO, holder))));

            assertThat(roster.standings().get("p").refusal()).isNull();
            assertThat(assignment(roster, holder, "acme-1").claims())
                    .extracting(Claim::access)
                    .containsExactly(holder);
        }
        assertThat(world(List.of(), grants, Map.of()).toBeListed(policy)).containsExactly(ONE, OWN, TWO);
    }

    @Test
    void a_named_bucket_is_waited_for_until_every_account_is_listed_and_then_missed() {
        var policies = List.of(named("p", "acme-1"));
        var grants = List.of(ON_ONE, ON_TWO);

        var early = Roster.of(world(policies, grants, Map.of(ONE, listed("other"))));
        var late = Roster.of(world(policies, grants, Map.of(ONE, listed("other"), TWO, listed())));

        assertThat(early.standings().get("p").waiting()).isTrue();
        assertThat(refusal(late, "p").reason()).isEqualTo(Reason.BucketNotFound);
        assertThat(late.assignments()).isEmpty();
    }

    @Test
    void a_named_bucket_in_one_granted_account_is_not_searched_for() {
        var world = world(List.of(named("p", "acme-1")), List.of(ON_ONE), Map.of());

        assertThat(world.toBeListed(named("p", "acme-1"))).isEmpty();
        assertThat(Roster.of(world).assignments()).containsOnlyKeys(new BucketId(ONE.id(), "acme-1"));
    }

    @Test
    void a_hundred_thousand_names_are_matched() {
        var names = IntStream.range(0, 100_000)
                .mapToObj(i -> "acme-" + "a".repeat(40) + "-" + i)
                .toArray(String[]::new);
        var policy = patterns("p", "*a*a*a*a*a*7", "!*77");

        var roster = Roster.of(world(List.of(policy), List.of(ON_ONE), Map.of(ONE, listed(names))));

        assertThat(roster.standings().get("p").buckets()).hasSize(9_000);
    }

    private static Standing standing(S3BucketPolicy policy, ListedBucket... buckets) {
        var inventory = new Inventory(List.of(buckets), null);
        return Roster.of(world(List.of(policy), List.of(ON_OWN), Map.of(OWN, inventory)))
                .standings()
                .get("p");
    }

    private static Inventory holding(GrantedAccount account, GrantedAccount holder) {
        return account.equals(holder) ? listed("acme-1") : listed("other");
    }

    private static Mode mode(Roster roster, String bucket) {
        return assignment(roster, OWN, bucket).claims().getFirst().mode();
    }
}
