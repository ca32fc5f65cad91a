package io.bucketwarden.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewrittenPrincipalsTest {

    private static final String ROLE = "{'AWS':'arn:aws:iam::123456789012:role/app'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // An account, an origin access identity, and the account under a name that is there already.
                "{'CanonicalUser':'79a5'} | {'AWS':'arn:aws:iam::123456789012:root'}",
                "{'CanonicalUser':'79a5'} | {'AWS':'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1'}",
                "{'CanonicalUser':'79a5','AWS':'123456789012'} | {'AWS':'123456789012'}",
                // Deleted in between.
                "{'AWS':'arn:aws:iam::123456789012:role/app'} | {'AWS':'AROAEXAMPLEROLE000001'}",
                "{'AWS':['arn:aws:iam::123456789012:user/a','111122223333']} | {'AWS':['111122223333','AIDAEXAMPLEUSER000001']}",
                "{'CanonicalUser':'79a5'} | {'CanonicalUser':'8b16'}",
                "{'AWS':'123456789012'} | {'AWS':'arn:aws:iam::123456789012:root'}"
            })
    void what_s3_may_have_rewritten_may_say_the_same(String written, String stored) {
        assertThat(statement(written).maySayTheSame(statement(stored))).isTrue();
        assertThat(statement(stored).maySayTheSame(statement(written))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'AWS':'arn:aws:iam::123456789012:role/app'} | {'AWS':'arn:aws:iam::123456789012:role/other'}",
                "{'AWS':['111122223333','123456789012']} | {'AWS':'123456789012'}",
                // One id is nobody else, and at most one other.
                "{'CanonicalUser':'79a5'} | {'AWS':['111122223333','123456789012']}",
                "{'CanonicalUser':'79a5'} | '*'",
                "{'CanonicalUser':'79a5'} | {'Service':'logging.s3.amazonaws.com'}",
                "{'AWS':'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1'}"
                        + " | {'AWS':'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E2'}"
            })
    void what_can_be_compared_by_name_differs(String written, String stored) {
        assertThat(statement(written).maySayTheSame(statement(stored))).isFalse();
        assertThat(statement(stored).maySayTheSame(statement(written))).isFalse();
    }

    @Test
    void nothing_else_may_differ() {
        var written = statement("{'CanonicalUser':'79a5'}");

        assertThat(written.maySayTheSame(parse("Principal", ROLE, "s3:PutObject")))
                .isFalse();
        assertThat(written.maySayTheSame(parse("NotPrincipal", ROLE, "s3:GetObject")))
                .isFalse();
    }

    private static Statement statement(String principal) {
        return parse("Principal", principal, "s3:GetObject");
    }

    private static Statement parse(String element, String principal, String action) {
        var json =
                "{'Version':'2012-10-17','Statement':[{'Effect':'Deny','%s':%s,'Action':'%s','Resource':'arn:aws:s3:::acme/*'}]}"
                        .formatted(element, principal, action)
                        .replace('\'', '"');
        return PolicyDocument.parse(json).statements().getFirst();
    }
}
