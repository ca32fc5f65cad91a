package io.bucketwarden.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.iam.PolicyEvaluation.Decision;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What conditions on {@code aws:PrincipalArn} say to a session of which the role's path is not told. */
class RoleOfAnyPathTest {

    private static final String ACCOUNT = "arn:aws:iam::111122223333:";
    private static final Principal APP = Principal.of("arn:aws:sts::111122223333:assumed-role/app/pod");
    private static final Principal LINKED =
            Principal.of("arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForMacie/x");

    /** Values as those of an account, but for those that begin with arn: or *. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ArnLike                              | role/app                    | ?
            ArnLike                              | role/other                  | no
            ArnLike                              | role/team/app               | ?
            ArnLike                              | role/team/other             | no
            ArnLike                              | role/*/app                  | ?
            ArnLike                              | role/app;role/*/app         | yes
            ArnLike                              | role/*app                   | yes
            ArnLike                              | role/*                      | yes
            ArnLike                              | role/*ap?                   | yes
            ArnLike                              | role/?*app                  | ?
            ArnLike                              | role/???                    | ?
            ArnLike                              | role/??                     | no
            ArnLike                              | role/team/*                 | ?
            ArnLike                              | role/*/other                | no
            ArnLike                              | role/app/*                  | ?
            ArnLike                              | role/aws-service-role/*     | no
            ArnLike                              | user/*                      | no
            ArnLike                              | *                           | ?
            ArnLike                              | arn:aws:iam::*:role/*       | yes
            ArnLike                              | arn:aws:iam::4*:role/*      | no
            ArnLike                              | arn:aws-cn:iam::*:role/*    | no
            ArnLike                              | arn:aws:sts::*:*            | no
            ArnLike                              | arn:*                       | ?
            ArnNotLike                           | role/other                  | yes
            ArnNotLike                           | role/*                      | no
            ArnNotLike                           | role/*/app                  | ?
            ArnNotLikeIfExists                   | role/warden;role/*/warden   | yes
            ArnNotLikeIfExists                   | role/warden;role/aws-service-role/* | yes
            ArnNotLikeIfExists                   | role/app;role/*/app         | no
            ArnNotLikeIfExists                   | role/app;role/*/other       | ?
            StringLike                           | role/app;role/*/app         | yes
            StringLike                           | role/ap;role/*/app          | ?
            ArnEquals                            | role/*                      | yes
            ArnNotEqualsIfExists                 | role/other                  | yes
            StringLike                           | role/*                      | yes
            StringLike                           | *                           | yes
            StringLike                           | arn:*                       | yes
            StringLike                           | arn:*app                    | yes
            StringLike                           | *other                      | no
            StringNotLikeIfExists                | role/other                  | yes
            StringEquals                         | role/app                    | ?
            StringEquals                         | role/team/app               | ?
            StringEquals                         | role/APP                    | no
            StringEquals                         | role//app                   | no
            StringEquals                         | role/other                  | no
            StringNotEquals                      | role/other                  | yes
            StringNotEquals                      | role/app                    | ?
            StringEqualsIgnoreCase               | role/Team/APP               | ?
            StringEqualsIgnoreCase               | role/Team/OTHER             | no
            StringNotEqualsIgnoreCase            | role/OTHER                  | yes
            ForAllValues:ArnLike                 | role/*                      | yes
            ForAllValues:ArnLike                 | role/other                  | no
            ForAnyValue:StringEquals             | role/other                  | no
            ForAnyValue:ArnNotLikeIfExists       | role/other                  | yes
            ForAnyValue:ArnLike                  | role/app                    | ?
            ArnLike                              | role/${aws:username}        | ?
            ArnNotLike                           | role/${aws:username};user/x | ?
            Null                                 | false                       | yes
            Null                                 | true                        | no
            NumericLessThan                      | 1                           | ?
            Strange                              | role/other                  | ?
            """)
    void conditions_are_told_where_the_path_does_not_matter(String operator, String values, String expected) {
        assertThat(holds(operator, values, APP)).isEqualTo(expected);
    }

    /** AWS alone makes roles below aws-service-role/, and names them all alike. */
    @Test
    void only_a_role_with_the_name_of_a_service_linked_one_may_be_service_linked() {
        assertThat(holds("ArnLike", "role/aws-service-role/*", LINKED)).isEqualTo("?");
        assertThat(holds("ArnNotLike", "role/aws-service-role/*", APP)).isEqualTo("yes");
        assertThat(holds("StringEquals", "role/aws-service-role/macie.amazonaws.com/app", APP))
                .isEqualTo("no");
    }

    @Test
    void nothing_is_told_where_the_server_may_not_know_the_principal() {
        var document = document("ArnLike", "role/other");
        var context = RequestContext.exactly(Map.of()).withoutPrincipalKeys();

        assertThat(Asked.decision(document, APP, context)).isEqualTo(Decision.CANNOT_TELL);
    }

    @Test
    void a_role_that_is_given_goes_before() {
        var context = RequestContext.exactly(Map.of("aws:PrincipalArn", List.of(ACCOUNT + "role/other")));

        assertThat(Asked.decision(document("ArnLike", "role/other"), APP, context))
                .isEqualTo(Decision.EXPLICIT_DENY);
    }

    @Test
    void no_path_contradicts_what_was_certain() {
        var told = new EnumMap<Decision, Integer>(Decision.class);
        Seeds.each(20_000, random -> {
            var operator =
                    one(random, "ArnLike", "ArnNotLikeIfExists", "StringLike", "StringNotEquals", "StringEquals");
            var second = random.nextBoolean() ? "" : ";role/" + pattern(random);
            var document = document(operator, "role/" + pattern(random) + second);
            var before = Asked.decision(document, APP);
            told.merge(before, 1, Integer::sum);
            for (int i = 0; i < 6; i++) {
                var role = ACCOUNT + "role/" + path(random) + "app";
                var after = Asked.decision(document, Principal.session(role, "pod"));
                if (before != Decision.CANNOT_TELL) {
                    assertThat(after).as("%s of %s", role, document).isEqualTo(before);
                }
            }
        });
        assertThat(told)
                .hasSize(3)
                .allSatisfy((decision, count) -> assertThat(count).isGreaterThan(500));
    }

    private static String pattern(Random random) {
        var text = new StringBuilder();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(one(random, "*", "?", "a", "/", "app", "ap", "p", "a/", "/app"));
        }
        return text.toString();
    }

    private static String path(Random random) {
        var text = new StringBuilder();
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            text.append(one(random, "a", "app", "p", "pp")).append('/');
        }
        return text.toString();
    }

    private static String one(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static String holds(String operator, String values, Principal who) {
        return switch (Asked.decision(document(operator, values), who)) {
            case EXPLICIT_DENY -> "yes";
            case IMPLICIT_DENY -> "no";
            default -> "?";
        };
    }

    private static PolicyDocument document(String operator, String values) {
        var list = new StringBuilder();
        for (var value : values.split(";")) {
            var whole = value.matches("(role|user)/.*") ? ACCOUNT + value : value;
            list.append(list.isEmpty() ? "'" : ",'").append(whole).append('\'');
        }
        return Asked.policy(
                Asked.statement("Deny", "'Condition':{'" + operator + "':{'aws:PrincipalArn':[" + list + "]}}"));
    }
}
