package io.bucketwarden.fleet;

import static io.bucketwarden.fleet.Declared.account;
import static io.bucketwarden.fleet.Declared.grant;
import static io.bucketwarden.fleet.Declared.in;
import static io.bucketwarden.fleet.Declared.named;
import static io.bucketwarden.fleet.Declared.patterns;
import static io.bucketwarden.fleet.Declared.with;
import static io.bucketwarden.fleet.Worlds.NAMESPACES;
import static io.bucketwarden.fleet.Worlds.ONE;
import static io.bucketwarden.fleet.Worlds.ON_ONE;
import static io.bucketwarden.fleet.Worlds.ON_OWN;
import static io.bucketwarden.fleet.Worlds.ON_TWO;
import static io.bucketwarden.fleet.Worlds.OWN;
import static io.bucketwarden.fleet.Worlds.OWN_ID;
import static io.bucketwarden.fleet.Worlds.TWO;
import static io.bucketwarden.fleet.Worlds.assignment;
import static io.bucketwarden.fleet.Worlds.listed;
import static io.bucketwarden.fleet.Worlds.refusal;
import static io.bucketwarden.fleet.Worlds.seen;
import static io.bucketwarden.fleet.Worlds.world;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicySpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which account, region and role a claim is for, and that a wrong one takes nothing from others. */
class ClaimsTest {

    @Test
    void naming_a_bucket_in_an_account_that_does_not_hold_it_takes_it_from_nobody() {
        var mine = patterns("mine", "acme-*");
        var theirs = in(named("theirs", "acme-1", TWO.id()), "shop");
        var shopOnTwo = grant("shop", "shop", Mode.Enforce, "*", TWO);

        var roster = Roster.of(world(List.of(mine, theirs), List.of(ON_ONE, shopOnTwo), Map.of(ONE, listed("acme-1"))));

        assertThat(governing(roster, ONE, "acme-1")).containsExactly("mine");
        assertThat(governing(roster, TWO, "acme-1")).containsExactly("theirs");
    }

    @Test
    void the_operators_own_account_is_one_whether_a_grant_names_it_or_not() {
        var mine = named("mine", "acme-1");
        var theirs = in(patterns("theirs", "acme-*"), "shop");
        var byId = account(OWN_ID);
        var grants = List.of(ON_OWN, grant("shop", "shop", Mode.Enforce, "*", byId));

        var roster = Roster.of(world(List.of(mine, theirs), grants, Map.of(byId, listed("acme-1"))));

        assertThat(roster.assignments()).containsOnlyKeys(new BucketId(OWN_ID, "acme-1"));
        assertThat(governing(roster, OWN, "acme-1")).containsExactly("mine");
    }

    @Test
    void nothing_is_claimed_in_the_own_account_before_anybody_asked_which_that_is() {
        var early = new World(List.of(named("p", "acme-1")), List.of(ON_OWN), NAMESPACES, seen(Map.of(), null));
        var untold = new World(List.of(named("p", "acme-1")), List.of(ON_OWN), NAMESPACES, seen(Map.of(), ""));

        assertThat(early.asksForOwn(named("p", "acme-1"))).isTrue();
        assertThat(Roster.of(early).standings().get("p")).isEqualTo(Standing.awaited());
        assertThat(Roster.of(untold).assignments()).containsOnlyKeys(new BucketId("", "acme-1"));
    }

    @Test
    void a_grant_of_the_own_account_opens_no_other() {
        for (var account : List.of(OWN_ID, TWO.id())) {
            var policy = named("p", "acme-1", account);
            var known = Roster.of(world(List.of(policy), List.of(ON_OWN), Map.of()));
            var untold = Roster.of(new World(List.of(policy), List.of(ON_OWN), NAMESPACES, seen(Map.of(), "")));
            var open = Roster.of(new World(List.of(policy), null, NAMESPACES, seen(Map.of(), OWN_ID)));

            assertThat(known.assignments().isEmpty()).isEqualTo(!account.equals(OWN_ID));
            assertThat(refusal(untold, "p").message()).contains("sts:GetCallerIdentity");
            assertThat(untold.assignments()).isEmpty();
            assertThat(open.assignments()).containsOnlyKeys(new BucketId(account, "acme-1"));
        }
    }

    @Test
    void each_policy_gets_in_by_the_role_that_its_own_namespace_is_granted() {
        var other = new GrantedAccount(ONE.id(), "arn:aws:iam::111111111111:role/shop", "x", List.of());
        var policies = List.of(named("mine", "acme-1"), in(with(named("theirs", "acme-1"), Declared.BOTH), "shop"));
        var grants = List.of(ON_ONE, grant("shop", "shop", Mode.Enforce, "*", other));

        var assignment = assignment(Roster.of(world(policies, grants, Map.of())), ONE, "acme-1");

        assertThat(assignment.claims()).extracting(Claim::access).containsExactly(ONE, other);
        assertThat(Assignment.byRole(assignment.claims())).hasSize(2);
        assertThat(assignment.governed()).containsExactlyInAnyOrder("versioning", "publicAccess");
    }

    @Test
    void an_entry_without_a_role_opens_the_operators_own_account_only() {
        var foreign = new GrantedAccount(TWO.id(), null, null, List.of());
        var grants = List.of(grant("g", "pay", Mode.Enforce, "*", foreign));
        var policy = patterns("p", "*");

        var known = world(List.of(policy), grants, Map.of(foreign, listed("mine")));
        var untold = new World(List.of(policy), grants, NAMESPACES, seen(Map.of(foreign, listed("mine")), ""));

        assertThat(refusal(Roster.of(known), "p").reason()).isEqualTo(Reason.NotGranted);
        assertThat(known.toBeListed(policy)).isEmpty();
        assertThat(refusal(Roster.of(untold), "p").reason()).isEqualTo(Reason.CheckFailed);
        assertThat(untold.toBeListed(policy)).isEmpty();
    }

    @Test
    void a_way_in_that_fails_hides_nothing_of_what_another_one_shows() {
        var broken = new GrantedAccount(ONE.id(), "arn:aws:iam::111111111111:role/broken", null, List.of());
        var grants = List.of(grant("a", "pay", Mode.Audit, "*", broken), ON_ONE);
        var policy = patterns("p", "acme-*");
        var failing = new Inventory(List.of(), new Problem(Reason.AccessDenied, "no"));

        var world = world(List.of(policy), grants, Map.of(broken, failing, ONE, listed("acme-1")));
        var early = Roster.of(world(List.of(policy), grants, Map.of(broken, failing)));

        assertThat(world.toBeListed(policy)).containsExactlyInAnyOrder(broken, ONE);
        assertThat(Roster.of(world).standings().get("p").problems()).isEmpty();
        assertThat(assignment(Roster.of(world), ONE, "acme-1").claims())
                .extracting(Claim::access)
                .containsExactly(ONE);
        assertThat(early.standings().get("p").waiting()).isTrue();
        assertThat(early.standings().get("p").problems()).isEmpty();
    }

    @Test
    void who_may_only_look_takes_nothing_from_who_may_write() {
        var watching = named("watching", "acme-1");
        var baseline = in(patterns("baseline", "*"), "shop");
        var grants = List.of(grant("a", "pay", Mode.Audit, "*"), grant("b", "shop", Mode.Enforce, "*"));

        var roster = Roster.of(world(List.of(watching, baseline), grants, Map.of(OWN, listed("acme-1"))));

        assertThat(governing(roster, OWN, "acme-1")).containsExactly("baseline");
        assertThat(refusal(roster, "watching").reason()).isEqualTo(Reason.Conflicted);
        assertThat(refusal(roster, "watching").message())
                .contains("granted Enforce", "in another namespace")
                .doesNotContain("baseline");
    }

    @Test
    void a_policy_that_is_wrong_about_the_region_takes_nothing_from_the_others() {
        var wrong = located("wrong", "acme-1", "us-east-1");
        var baseline = patterns("baseline", "*");

        var roster = Roster.of(world(List.of(wrong, baseline), List.of(ON_OWN), Map.of(OWN, listed("acme-1"))));

        assertThat(governing(roster, OWN, "acme-1")).containsExactly("baseline");
        var claim = assignment(roster, OWN, "acme-1").of("wrong").orElseThrow();
        assertThat(Objects.requireNonNull(claim.problem()).message()).contains("in eu-west-1", "not in us-east-1");
        assertThat(roster.standings().get("wrong").refusal()).isNull();
    }

    @Test
    void a_bucket_in_a_region_that_is_not_granted_is_not_spoken_of_and_stays_with_the_others() {
        var elsewhere = in(named("elsewhere", "acme-1"), "shop");
        var baseline = patterns("baseline", "*");
        var grants = List.of(ON_ONE, grant("shop", "shop", Mode.Enforce, "*", account(ONE.id(), "us-east-1")));

        var roster = Roster.of(world(List.of(elsewhere, baseline), grants, Map.of(ONE, listed("acme-1"))));
        var never = Roster.of(world(List.of(elsewhere), List.of(), Map.of()));

        assertThat(governing(roster, ONE, "acme-1")).containsExactly("baseline");
        assertThat(roster.standings().get("elsewhere"))
                .isEqualTo(never.standings().get("elsewhere"));
    }

    @Test
    void a_bucket_is_located_first_where_its_region_decides_who_has_a_say() {
        var declared = located("declared", "acme-1", "us-east-1");
        var regional = List.of(grant("one", "pay", Mode.Enforce, "*", account(ONE.id(), "us-east-1")));
        var bucket = new BucketId(ONE.id(), "acme-1");

        for (var world : List.of(
                world(List.of(declared), List.of(ON_ONE), Map.of()),
                world(List.of(named("p", "acme-1")), regional, Map.of()))) {
            assertThat(assignment(Roster.of(world), ONE, "acme-1").isToBeLocated())
                    .isTrue();
        }
        var found = new World.Seen(Map.of(), Map.of(bucket, "us-east-1"), OWN_ID);
        var there = Roster.of(new World(List.of(declared), List.of(ON_ONE), NAMESPACES, found));
        var indifferent = Roster.of(world(List.of(named("p", "acme-1")), List.of(ON_ONE), Map.of()));
        assertThat(assignment(there, ONE, "acme-1").isToBeLocated()).isFalse();
        assertThat(assignment(there, ONE, "acme-1").claims()).allMatch(Claim::holds);
        assertThat(assignment(indifferent, ONE, "acme-1").isToBeLocated()).isFalse();
    }

    @Test
    void nobody_has_lost_to_a_policy_whose_region_is_not_confirmed_yet() {
        var declared = located("declared", "acme-1", "us-east-1");
        var other = in(named("other", "acme-1"), "shop");
        var grants = List.of(ON_ONE, grant("shop", "shop", Mode.Enforce, "*", ONE));

        var roster = Roster.of(world(List.of(declared, other), grants, Map.of()));

        assertThat(roster.standings().get("other").refusal()).isNull();
        assertThat(roster.standings().get("declared").refusal()).isNull();
    }

    @Test
    void a_region_that_is_declared_and_not_granted_causes_no_look() {
        var regional = grant("one", "pay", Mode.Enforce, "*", account(ONE.id(), "us-east-1"));

        var roster = Roster.of(world(List.of(located("p", "acme-1", "eu-west-1")), List.of(regional), Map.of()));

        assertThat(refusal(roster, "p").reason()).isEqualTo(Reason.NotGranted);
        assertThat(refusal(roster, "p").message())
                .as("it may be the region alone")
                .endsWith("selects this namespace and covers the bucket, its account and its region (spec.accountId,"
                        + " spec.region).");
        assertThat(roster.assignments()).isEmpty();
    }

    @Test
    void a_named_bucket_whose_accounts_may_not_be_listed_is_neither_found_nor_missed() {
        var problem = new Problem(Reason.AccessDenied, "denied");
        var denied = new Inventory(List.of(), problem);

        var roster = Roster.of(world(
                List.of(named("p", "acme-1")), List.of(ON_ONE, ON_TWO), Map.of(ONE, denied, TWO, listed("other"))));

        assertThat(roster.standings().get("p").problems()).containsExactly(problem);
        assertThat(roster.standings().get("p").refusal()).isNull();
    }

    @Test
    void an_account_that_the_policy_names_is_the_only_one() {
        var world = world(List.of(), List.of(ON_ONE, ON_TWO, ON_OWN), Map.of());
        var ownOnly = world(List.of(), List.of(ON_OWN, ON_ONE), Map.of());

        assertThat(world.accountsOf(named("p", "b", TWO.id()))).containsExactly(TWO);
        assertThat(ownOnly.accountsOf(named("p", "b", OWN_ID))).containsExactly(OWN);
        assertThat(ownOnly.accountsOf(named("p", "b", TWO.id()))).isEmpty();
    }

    private static List<String> governing(Roster roster, GrantedAccount account, String bucket) {
        return assignment(roster, account, bucket).claims().stream()
                .filter(claim -> !claim.governs().isEmpty())
                .map(Claim::uid)
                .toList();
    }

    private static S3BucketPolicy located(String name, String bucket, String region) {
        return Declared.policy(
                name,
                new S3BucketPolicySpec(bucket, null, null, region, Mode.Enforce, null, Declared.VERSIONED, null, null));
    }
}
