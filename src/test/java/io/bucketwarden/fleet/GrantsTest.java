package io.bucketwarden.fleet;

import static io.bucketwarden.fleet.Declared.account;
import static io.bucketwarden.fleet.Declared.grant;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketGrant;
import io.bucketwarden.api.S3BucketGrantSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantsTest {

    private static final String ONE = "111111111111";
    private static final String TWO = "222222222222";
    private static final Map<String, String> PAY = Map.of("team", "pay");

    private static final List<S3BucketGrant> ALL = List.of(
            grant("audit-all", "pay", Mode.Audit, "acme-*"),
            grant("write-some", "pay", Mode.Enforce, "acme-pay-*"),
            grant("one", "pay", Mode.Enforce, "one-*", account(ONE, "eu-west-1")),
            grant("one-anywhere", "pay", Mode.Audit, "one-*", account(ONE)),
            grant("others", "shop", Mode.Enforce, "shop-*"));

    @ParameterizedTest(name = "{0} of {1} in {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "acme-x,     -,            eu-west-1, Audit",
                "acme-pay-x, -,            eu-west-1, Enforce",
                "acme-pay-x, -,            -,         Enforce",
                "acme-pay-x, 111111111111, -,         -",
                "one-x,      111111111111, eu-west-1, Enforce",
                "one-x,      111111111111, us-east-1, Audit",
                "one-x,      111111111111, -,         Enforce",
                "one-x,      222222222222, eu-west-1, -",
                "one-x,      -,            eu-west-1, -",
                "shop-x,     -,            -,         -",
            })
    void grants_add_up_to_the_highest_mode(String bucket, String account, String region, Mode mode) {
        assertThat(Grants.of(ALL, PAY).of(bucket, account, region).map(Grants.Allowed::mode))
                .isEqualTo(Optional.ofNullable(mode));
    }

    @Test
    void a_namespace_that_is_not_known_or_not_selected_is_granted_nothing() {
        assertThat(Grants.of(ALL, null).accounts()).isEmpty();
        assertThat(Grants.of(ALL, Map.of()).accounts()).isEmpty();
        assertThat(Grants.of(ALL, Map.of("team", "shop")).of("acme-x", null, null))
                .isEmpty();
    }

    @Test
    void a_grant_that_is_unreadable_or_being_deleted_or_has_no_spec_grants_nothing() {
        var deleting = grant("a", "pay", Mode.Enforce, "*");
        deleting.getMetadata().setDeletionTimestamp("2026-11-24T08:00:00Z");
        var unreadable = grant("b", S3BucketGrantSpec.unreadable("broken"));
        var selector = ALL.getFirst().getSpec().namespaceSelector();
        var broken = grant("c", new S3BucketGrantSpec(selector, List.of("*"), Mode.Enforce, List.of(), "broken"));
        var nobody = grant("d", new S3BucketGrantSpec(null, List.of("*"), Mode.Enforce, List.of(), null));

        var grants = Grants.of(List.of(deleting, unreadable, broken, nobody, grant("e", null)), PAY);

        assertThat(grants.accounts()).isEmpty();
        assertThat(grants.of("acme-x", null, null)).isEmpty();
    }

    @Test
    void a_bucket_beside_is_read_by_the_own_way_in_or_by_that_of_the_highest_mode_and_then_of_the_first_grant() {
        var one = account(ONE);
        var two = account(TWO);
        var grants = Grants.of(
                List.of(
                        grant("a", "pay", Mode.Audit, "trail", one),
                        grant("b", "pay", Mode.Enforce, "trail", two, GrantedAccount.OWN),
                        grant("c", "pay", Mode.Audit, "far", account(ONE, "eu-west-1"))),
                PAY);

        assertThat(grants.reading("trail", one, null)).contains(one);
        assertThat(grants.reading("trail", GrantedAccount.OWN, "us-east-1")).contains(GrantedAccount.OWN);
        assertThat(grants.reading("trail", account("333333333333"), null)).contains(two);
        assertThat(grants.reading("far", two, "eu-west-1")).contains(one);
        assertThat(grants.reading("far", one, "us-east-1")).isEmpty();
        assertThat(grants.reading("elsewhere", one, null)).isEmpty();
    }

    @Test
    void a_mode_left_out_is_audit() {
        assertThat(Grants.of(List.of(grant("a", "pay", null, "*")), PAY).of("acme-x", null, null))
                .contains(new Grants.Allowed(GrantedAccount.OWN, Mode.Audit));
    }

    @Test
    void the_first_grant_by_name_says_how_to_get_in() {
        var other = new GrantedAccount(ONE, "arn:aws:iam::" + ONE + ":role/other", "id", List.of("eu-west-1"));
        var a = grant("a", "pay", Mode.Audit, "*", other);
        var b = grant("b", "pay", Mode.Audit, "*", account(ONE), account(TWO));

        assertThat(Grants.of(List.of(b, a), PAY).accounts())
                .containsExactly(other.access(), account(TWO))
                .isEqualTo(Grants.of(List.of(a, b), PAY).accounts());
        assertThat(other.access().regions()).isEmpty();
    }

    @Test
    void of_two_ways_into_an_account_the_one_with_the_higher_mode_is_taken_and_neither_lends_the_other_its_mode() {
        var auditor = role(ONE, "auditor");
        var writer = role(ONE, "writer");
        var grants = Grants.of(
                List.of(grant("a", "pay", Mode.Audit, "*", auditor), grant("b", "pay", Mode.Enforce, "pay-*", writer)),
                PAY);

        assertThat(grants.of("pay-x", ONE, null)).contains(new Grants.Allowed(writer, Mode.Enforce));
        assertThat(grants.of("other", ONE, null)).contains(new Grants.Allowed(auditor, Mode.Audit));
        assertThat(grants.mode("pay-x", auditor, null)).contains(Mode.Audit);
        assertThat(grants.mode("other", writer, null)).isEmpty();
    }

    @Test
    void what_is_allowed_hangs_on_the_region_only_where_a_grant_for_the_name_says_so() {
        var grants = Grants.of(ALL, PAY);

        assertThat(grants.isRegional("one-x", ONE)).isTrue();
        assertThat(grants.isRegional("one-x", null)).isFalse();
        assertThat(grants.isRegional("acme-x", ONE)).isFalse();
    }

    @Test
    void only_accounts_that_are_opened_for_the_name_may_hold_it() {
        var grants = Grants.of(ALL, PAY);

        assertThat(grants.accountsOf("one-x")).containsExactly(account(ONE));
        assertThat(grants.accountsOf("acme-x")).containsExactly(GrantedAccount.OWN);
        assertThat(grants.accountsOf("shop-x")).isEmpty();
        assertThat(grants.accounts()).containsExactly(GrantedAccount.OWN, account(ONE));
    }

    @Test
    void where_none_is_required_everything_of_the_own_account_is_granted() {
        assertThat(Grants.everything().accounts()).containsExactly(GrantedAccount.OWN);
        assertThat(Grants.everything().of("any", null, "eu-west-1"))
                .contains(new Grants.Allowed(GrantedAccount.OWN, Mode.Enforce));
        assertThat(Grants.everything().of("any", ONE, null)).isEmpty();
    }

    private static GrantedAccount role(String id, String name) {
        return new GrantedAccount(id, "arn:aws:iam::" + id + ":role/" + name, null, List.of());
    }
}
