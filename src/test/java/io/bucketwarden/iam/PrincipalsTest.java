package io.bucketwarden.iam;

import static io.bucketwarden.iam.Asked.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whom a statement names: what it states, who makes the request, and whether these are the same.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principals</a>
 */
class PrincipalsTest {

    private static final String OAI = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1";

    /** Of account 1, spelled out below. A role is any session of it; a session that ends in + knows its role's path. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1                       | root               | yes
            1                       | user/ann           | yes
            1                       | role/app           | yes
            1                       | session/app/pod    | yes
            1                       | federated/bob      | yes
            1                       | someone            | yes
            2                       | user/ann           | no
            2                       | session/app/pod    | no
            2                       | someone            | no
            arn:aws:iam::1:root     | user/ann           | yes
            arn:aws:iam::2:root     | user/ann           | no
            arn:aws:iam::1:user/ann | user/ann           | yes
            arn:aws:iam::1:user/Ann | user/ann           | no
            arn:aws:iam::1:user/bob | user/ann           | no
            arn:aws:iam::2:user/ann | user/ann           | no
            arn:aws:iam::1:user/ann | root               | no
            arn:aws:iam::1:user/ann | role/ann           | no
            arn:aws:iam::1:user/ann | federated/ann      | ?
            arn:aws:iam::2:user/ann | federated/ann      | no
            arn:aws:iam::1:user/ann | someone            | ?
            arn:aws:iam::2:user/ann | someone            | no
            arn:aws:iam::1:role/app | role/app           | yes
            arn:aws:iam::1:role/app | role/db            | no
            arn:aws:iam::1:role/app | session/app/pod    | yes
            arn:aws:iam::1:role/app | session/app/pod+   | yes
            arn:aws:iam::1:role/team/app | session/app/pod  | yes
            arn:aws:iam::1:role/team/app | session/app/pod+ | no
            arn:aws:iam::1:role/app | session/db/app     | no
            arn:aws:iam::2:role/app | session/app/pod    | no
            arn:aws:sts::1:assumed-role/app/pod  | session/app/pod  | yes
            arn:aws:sts::1:assumed-role/app/pod  | session/app/pod+ | yes
            arn:aws:sts::1:assumed-role/app/cron | session/app/pod  | no
            arn:aws:sts::1:assumed-role/app/pod  | role/app         | ?
            arn:aws:sts::1:assumed-role/app/pod  | role/db          | no
            arn:aws:sts::1:assumed-role/app/pod  | someone          | ?
            arn:aws:sts::1:assumed-role/app/pod  | user/app         | no
            arn:aws:sts::1:federated-user/bob    | federated/bob    | yes
            arn:aws:sts::1:federated-user/bob    | federated/ann    | no
            arn:aws:sts::1:federated-user/bob    | user/bob         | no
            arn:aws:iam::1:group/staff           | user/ann         | ?
            arn:aws:iam::2:group/staff           | user/ann         | no
            arn:aws:iam::1:user/*   | user/ann           | ?
            arn:aws:iam::1:user/b*  | user/ann           | no
            arn:aws:iam::1:user/b*  | someone            | ?
            arn:aws:iam::1:role/*   | session/app/pod    | ?
            arn:aws:iam::2:role/*   | session/app/pod    | no
            arn:aws:sts::1:assumed-role/app/* | session/app/pod | ?
            AROAJ45Q7YFFAREXAMPLE   | role/app           | no
            AIDAJQABLZS4A3QDU576Q   | user/ann           | no
            AIDAJQABLZS4A3QDU576Q   | someone            | ?
            strange                 | user/ann           | ?
            arn:aws:iam::1:user/ann | anonymous          | no
            1                       | anonymous          | no
            1                       | canonical/abc      | ?
            arn:aws:iam::1:user/ann | canonical/abc      | ?
            1                       | like/role/a*       | yes
            2                       | like/role/a*       | no
            arn:aws:iam::1:role/app | like/role/a*       | ?
            arn:aws:iam::1:role/db  | like/role/a*       | no
            arn:aws:sts::1:assumed-role/app/pod | like/role/a* | ?
            """)
    void of_iam(String stated, String who, String expected) {
        var principal = principal(who);

        assertThat(names("'Principal':{'AWS':'" + spelled(stated) + "'}", principal))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            logging.s3.amazonaws.com         | logging.s3.amazonaws.com         | yes
            logging.s3.amazonaws.com         | cloudtrail.amazonaws.com         | no
            s3.amazonaws.com                 | logging.s3.amazonaws.com         | no
            logs.amazonaws.com               | logs.eu-central-1.amazonaws.com  | ?
            logs.eu-central-1.amazonaws.com  | logs.amazonaws.com               | ?
            logs.us-east-1.amazonaws.com     | logs.eu-central-1.amazonaws.com  | ?
            ec2.amazonaws.com.cn             | ec2.amazonaws.com                | ?
            *                                | logging.s3.amazonaws.com         | ?
            *                                | arn:aws:iam::111122223333:user/ann | no
            logging.s3.amazonaws.com         | arn:aws:iam::111122223333:role/logging | no
            """)
    void of_services(String stated, String who, String expected) {
        assertThat(names("'Principal':{'Service':'" + stated + "'}", Principal.of(who)))
                .isEqualTo(expected);
    }

    @Test
    void everybody_is_everybody() {
        for (var who : new String[] {
            "root", "user/ann", "role/app", "session/app/pod", "federated/bob", "someone", "anonymous", "canonical/abc"
        }) {
            assertThat(names("'Principal':'*'", principal(who))).as(who).isEqualTo("yes");
            assertThat(names("'Principal':{'AWS':'*'}", principal(who))).as(who).isEqualTo("yes");
        }
        assertThat(names("'Principal':'*'", Principal.of("logging.s3.amazonaws.com")))
                .isEqualTo("yes");
    }

    @Test
    void a_canonical_id_is_nobody_of_whom_only_the_arn_is_known() {
        var stated = "'Principal':{'CanonicalUser':'abc'}";

        assertThat(names(stated, Principal.canonicalUser("abc"))).isEqualTo("yes");
        assertThat(names(stated, Principal.canonicalUser("abd"))).isEqualTo("no");
        assertThat(names(stated, principal("user/ann"))).isEqualTo("?");
        assertThat(names(stated, principal("someone"))).isEqualTo("?");
    }

    @Test
    void a_provider_may_have_let_in_sessions_only() {
        var stated = "'Principal':{'Federated':'arn:aws:iam::111122223333:saml-provider/acme'}";

        assertThat(names(stated, principal("session/app/pod"))).isEqualTo("?");
        assertThat(names(stated, principal("role/app"))).isEqualTo("?");
        assertThat(names(stated, principal("someone"))).isEqualTo("?");
        assertThat(names(stated, principal("user/ann"))).isEqualTo("no");
        assertThat(names(stated, principal("anonymous"))).isEqualTo("no");
    }

    @Test
    void an_origin_access_identity_is_named_by_its_arn_only() {
        assertThat(names("'Principal':{'AWS':'" + OAI + "'}", Principal.of(OAI)))
                .isEqualTo("yes");
        assertThat(names("'Principal':{'AWS':'" + OAI + "2'}", Principal.of(OAI)))
                .isEqualTo("no");
        assertThat(names("'Principal':{'AWS':'111122223333'}", Principal.of(OAI)))
                .isEqualTo("no");
        assertThat(names("'Principal':{'CanonicalUser':'abc'}", Principal.of(OAI)))
                .isEqualTo("?");
    }

    @Test
    void another_partition_has_other_principals() {
        var china = Principal.of("arn:aws-cn:iam::111122223333:role/app");

        assertThat(names("'Principal':{'AWS':'arn:aws:iam::111122223333:role/app'}", china))
                .isEqualTo("no");
        assertThat(names("'Principal':{'AWS':'111122223333'}", china)).isEqualTo("no");
        assertThat(names("'Principal':{'AWS':'111122223333'}", Principal.someoneIn("aws-cn", "111122223333")))
                .isEqualTo("no");
    }

    @Test
    void a_name_of_no_known_form_is_itself_at_most() {
        var strange = Principal.of("ann");

        assertThat(names("'Principal':{'AWS':'ann'}", strange)).isEqualTo("yes");
        assertThat(names("'Principal':{'AWS':'111122223333'}", strange)).isEqualTo("?");
        assertThat(names("'Principal':{'Service':'ec2.amazonaws.com'}", strange))
                .isEqualTo("?");
        assertThat(names("'Principal':{'Future':'ann'}", principal("user/ann"))).isEqualTo("?");
    }

    @Test
    void only_a_role_has_sessions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Principal.session("arn:aws:iam::111122223333:user/ann", "x"))
                .withMessageContaining("user/ann");
    }

    static Principal principal(String who) {
        int slash = who.indexOf('/');
        var rest = who.substring(slash + 1);
        return switch (slash < 0 ? who : who.substring(0, slash)) {
            case "anonymous" -> Principal.of("");
            case "someone" -> Principal.someoneIn("aws", "111122223333");
            case "canonical" -> Principal.canonicalUser(rest);
            case "federated" -> Principal.of(spelled("arn:aws:sts::1:federated-user/" + rest));
            case "like" -> Principal.of(spelled("arn:aws:iam::1:" + rest));
            case "session" ->
                who.endsWith("+")
                        ? Principal.session(
                                spelled("arn:aws:iam::1:role/" + rest.substring(0, rest.indexOf('/'))),
                                rest.substring(rest.indexOf('/') + 1, rest.length() - 1))
                        : Principal.of(spelled("arn:aws:sts::1:assumed-role/" + rest));
            default -> Principal.of(spelled("arn:aws:iam::1:" + who));
        };
    }

    private static String spelled(String text) {
        return switch (text) {
            case "1" -> "111122223333";
            case "2" -> "444455556666";
            default -> text.replace("::1:", "::111122223333:").replace("::2:", "::444455556666:");
        };
    }
}
