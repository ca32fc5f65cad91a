package io.bucketwarden.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The keys that follow from who makes a request: {@code -} for one that is absent, {@code ?} for one that is unknown.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable">
 *     Principal key values</a>
 */
class PrincipalKeysTest {

    private static final RequestContext NOTHING_GIVEN = RequestContext.exactly(Map.of());

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(delimiter = '|', textBlock = """
            aws:principalarn          | user/team/ann    | arn:aws:iam::111122223333:user/team/ann
            aws:principalarn          | role/app         | arn:aws:iam::111122223333:role/app
            aws:principalarn          | session/app/pod+ | arn:aws:iam::111122223333:role/app
            aws:principalarn          | session/app/pod  | ?
            aws:principalarn          | root             | arn:aws:iam::111122223333:root
            aws:principalarn          | federated/bob    | arn:aws:sts::111122223333:federated-user/bob
            aws:principalarn          | someone          | ?
            aws:principalarn          | like/role/a*     | ?
            aws:principalarn          | anonymous        | -
            aws:principalarn          | canonical/abc    | ?
            aws:principalaccount      | session/app/pod  | 111122223333
            aws:principalaccount      | someone          | 111122223333
            aws:principalaccount      | like/role/a*     | 111122223333
            aws:principalaccount      | anonymous        | anonymous
            aws:principalaccount      | canonical/abc    | ?
            aws:principaltype         | root             | Account
            aws:principaltype         | user/ann         | User
            aws:principaltype         | role/app         | AssumedRole
            aws:principaltype         | session/app/pod  | AssumedRole
            aws:principaltype         | federated/bob    | FederatedUser
            aws:principaltype         | anonymous        | Anonymous
            aws:principaltype         | someone          | ?
            aws:principalisawsservice | user/ann         | false
            aws:principalisawsservice | someone          | false
            aws:principalisawsservice | anonymous        | -
            aws:principalservicename  | user/ann         | -
            aws:username              | user/team/ann    | ann
            aws:username              | role/app         | -
            aws:username              | root             | -
            aws:username              | federated/bob    | -
            aws:username              | someone          | ?
            aws:username              | anonymous        | -
            aws:userid                | root             | 111122223333
            aws:userid                | federated/bob    | 111122223333:bob
            aws:userid                | user/ann         | ?
            aws:userid                | session/app/pod  | ?
            aws:userid                | anonymous        | anonymous
            aws:principalorgid        | user/ann         | ?
            aws:principalorgid        | anonymous        | -
            aws:principalorgpaths     | user/ann         | ?
            aws:principaltag/team     | user/ann         | ?
            aws:principaltag/team     | anonymous        | -
            aws:principalfuture       | user/ann         | ?
            aws:principalfuture       | anonymous        | ?
            """)
    void follow_from_the_principal(String key, String who, String expected) {
        assertThat(told(NOTHING_GIVEN.values(key, PrincipalsTest.principal(who))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            aws:principalisawsservice     | true
            aws:principalservicename      | logging.s3.amazonaws.com
            aws:principalservicenameslist | ?
            aws:principalarn              | ?
            aws:principalaccount          | ?
            aws:principalorgid            | -
            aws:principaltag/team         | -
            aws:username                  | -
            """)
    void follow_from_a_service(String key, String expected) {
        assertThat(told(NOTHING_GIVEN.values(key, Principal.of("logging.s3.amazonaws.com"))))
                .isEqualTo(expected);
    }

    @Test
    void of_an_origin_access_identity_none_is_known() {
        var identity = Principal.of("arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1");

        assertThat(NOTHING_GIVEN.values("aws:principalaccount", identity)).isEmpty();
        assertThat(NOTHING_GIVEN.values("aws:principalisawsservice", identity)).isEmpty();
    }

    @Test
    void that_are_given_go_before() {
        var given = RequestContext.knowing(
                Map.of("aws:PrincipalAccount", List.of("1"), "AWS:UserId", List.of("AIDA")),
                Set.of("aws:PrincipalOrgID"));
        var ann = PrincipalsTest.principal("user/ann");

        assertThat(given.values("aws:principalaccount", ann)).contains(List.of("1"));
        assertThat(given.values("aws:userid", ann)).contains(List.of("AIDA"));
        assertThat(given.values("aws:principalorgid", ann)).contains(List.of());
        assertThat(given.values("aws:username", ann)).contains(List.of("ann"));
    }

    @Test
    void are_unknown_elsewhere_than_on_aws() {
        var context = RequestContext.exactly(Map.of("aws:PrincipalArn", List.of("arn"), "x:A", List.of("a")))
                .withoutPrincipalKeys();
        var ann = PrincipalsTest.principal("user/ann");

        assertThat(context.values("aws:principalarn", ann)).contains(List.of("arn"));
        assertThat(context.values("aws:principalaccount", ann)).isEmpty();
        assertThat(context.values("aws:username", ann)).isEmpty();
        assertThat(context.values("x:a", ann)).contains(List.of("a"));
        assertThat(context.values("x:b", ann)).contains(List.of());
    }

    private static String told(Optional<List<String>> values) {
        return values.map(known -> known.isEmpty() ? "-" : String.join(";", known))
                .orElse("?");
    }
}
