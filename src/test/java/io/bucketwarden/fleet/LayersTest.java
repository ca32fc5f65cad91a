package io.bucketwarden.fleet;

import static io.bucketwarden.fleet.Declared.at;
import static io.bucketwarden.fleet.Declared.in;
import static io.bucketwarden.fleet.Declared.named;
import static io.bucketwarden.fleet.Declared.patterns;
import static io.bucketwarden.fleet.Declared.tagged;
import static io.bucketwarden.fleet.Declared.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.BucketSelector;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of several policies governs a bucket. */
class LayersTest {

    private static final String BUCKET = "acme-pay";
    private static final String OWN = "999999999999";
    private static final String OLD = "2026-01-01T00:00:00Z";
    private static final Inventory LISTED =
            new Inventory(List.of(new ListedBucket(BUCKET, "eu-west-1", Map.of("data", "pii"), null)), null);

    static Stream<Arguments> winners() {
        var star = at(patterns("star", "*"), OLD);
        var starred = Declared.fleet("starred", new BucketSelector(List.of("*"), Map.of("data", "pii"), null));
        var regional = Declared.fleet("regional", new BucketSelector(null, null, List.of("eu-west-1")));
        var both = Declared.fleet("both", new BucketSelector(List.of("acme-*"), Map.of("data", "pii"), null));
        return Stream.of(
                row("a name beats patterns", named("named", BUCKET), at(patterns("p", "acme-*"), OLD)),
                row("patterns beat tags", patterns("p", "acme-*"), at(tagged("t", "data", "pii"), OLD)),
                row("tags beat a star", tagged("t", "data", "pii"), star),
                row("a name beats a star", named("named", BUCKET), star),
                row("patterns and tags beat patterns", both, at(patterns("p", "acme-*"), OLD)),
                row("a star with tags is tags", patterns("p", "acme-*"), at(starred, OLD)),
                row("regions alone are a baseline", at(star, OLD), regional),
                row("the older of two", at(patterns("z", "acme-*"), OLD), patterns("a", "acme-p*")),
                row("longer patterns count no more", at(patterns("z", "a*"), OLD), patterns("a", BUCKET)),
                row("then by namespace", in(patterns("z", "acme-*"), "a"), in(patterns("a", "acme-*"), "b")),
                row("then by name", patterns("a", "acme-*"), patterns("b", "acme-*")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("winners")
    void the_first_in_rank_governs_whatever_the_order(String rule, S3BucketPolicy winner, S3BucketPolicy loser) {
        var roster = roster(winner, loser);

        assertThat(roster).isEqualTo(roster(loser, winner));
        assertThat(claim(roster, winner).governs()).containsExactly("versioning");
        assertThat(claim(roster, loser).governs()).isEmpty();
        assertThat(claim(roster, loser).superseded()).containsOnlyKeys("versioning");
        assertThat(claim(roster, loser).superseded().values())
                .extracting(Claim::policy)
                .containsExactly(winner);
        assertThat(standing(roster, winner).refusal()).isNull();
        assertThat(Objects.requireNonNull(standing(roster, loser).refusal()).reason())
                .isEqualTo(Reason.Conflicted);
    }

    @Test
    void only_the_facets_that_overlap_are_lost() {
        var winner = named("named", BUCKET);
        var loser = with(patterns("p", "acme-*"), Declared.BOTH);

        var roster = roster(loser, winner);

        assertThat(claim(roster, loser).governs()).containsExactly("publicAccess");
        assertThat(claim(roster, loser).superseded()).containsOnlyKeys("versioning");
        assertThat(claim(roster, winner).superseded()).isEmpty();
        assertThat(standing(roster, loser).refusal()).isNull();
    }

    @Test
    void a_loser_is_told_the_name_of_the_winner_only_in_its_own_namespace() {
        var winner = named("the-winner", BUCKET);
        var near = patterns("near", "acme-*");
        var far = in(patterns("far", "acme-*"), "shop");

        var roster = roster(winner, near, far);

        assertThat(refusal(roster, near)).contains("A more specific policy (the-winner)");
        assertThat(refusal(roster, far)).contains("in another namespace").doesNotContain("the-winner", "payments");
    }

    @Test
    void a_policy_that_is_being_deleted_leaves_its_place_to_the_next() {
        var leaving = named("leaving", BUCKET);
        leaving.getMetadata().setDeletionTimestamp("2026-11-24T08:00:00Z");
        var next = patterns("next", "acme-*");

        var roster = roster(leaving, next);

        assertThat(roster.standings()).containsOnlyKeys("next");
        assertThat(claim(roster, next).governs()).containsExactly("versioning");
    }

    @Test
    void every_order_of_policies_gives_the_same_roster() {
        var policies = new ArrayList<S3BucketPolicy>();
        for (int i = 0; i < 4; i++) {
            policies.add(at(named("named" + i, BUCKET), "2026-01-0" + (9 - i) + "T00:00:00Z"));
            policies.add(with(patterns("patterns" + i, "acme-*"), Declared.BOTH));
            policies.add(in(with(tagged("tagged" + i, "data", "pii"), Declared.CLOSED), "ns" + i));
            policies.add(patterns("star" + i, "*"));
        }
        var expected = roster(policies.toArray(S3BucketPolicy[]::new));
        var random = new Random(7);

        for (int round = 0; round < 200; round++) {
            Collections.shuffle(policies, random);
            var roster = roster(policies.toArray(S3BucketPolicy[]::new));
            assertThat(roster).isEqualTo(expected);
            assertThat(roster.assignments().get(new BucketId(OWN, BUCKET)).claims())
                    .flatExtracting(Claim::governs)
                    .containsExactlyInAnyOrder("versioning", "publicAccess");
        }
        assertThat(expected.assignments()
                        .get(new BucketId(OWN, BUCKET))
                        .claims()
                        .getFirst()
                        .uid())
                .isEqualTo("named3");
    }

    private static Roster roster(S3BucketPolicy... policies) {
        return Roster.of(new World(
                List.of(policies), null, Map.of(), new World.Seen(Map.of(GrantedAccount.OWN, LISTED), Map.of(), OWN)));
    }

    private static Claim claim(Roster roster, S3BucketPolicy policy) {
        return roster.assignments()
                .get(new BucketId(OWN, BUCKET))
                .of(policy.getMetadata().getUid())
                .orElseThrow();
    }

    private static Standing standing(Roster roster, S3BucketPolicy policy) {
        return roster.standings().get(policy.getMetadata().getUid());
    }

    private static String refusal(Roster roster, S3BucketPolicy policy) {
        return Objects.requireNonNull(standing(roster, policy).refusal()).message();
    }

    private static Arguments row(String rule, S3BucketPolicy winner, S3BucketPolicy loser) {
        return Arguments.of(rule, winner, loser);
    }
}
