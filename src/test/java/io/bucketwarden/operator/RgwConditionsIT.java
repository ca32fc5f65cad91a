package io.bucketwarden.operator;

import static io.bucketwarden.servers.Visitor.OK;
import static io.bucketwarden.servers.Visitor.REFUSED;
import static io.bucketwarden.servers.Visitor.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.iam.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the server makes of conditions and actions, which decides what our statements can do there. A key that it does not
 * know is absent: then an operator matches if and only if it ends in IfExists, be it negated or not. The visitor is the owner,
 * at 127.0.0.3 and over plain http.
 */
class RgwConditionsIT extends RgwServers {

    @BeforeEach
    void allOfItIsKnownOfOneVersionOnly() {
        rgw.assumeQuirksOf(KNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        // Known.
        "NotIpAddress,             aws:SourceIp,              127.0.0.3/32,          lets in",
        "NotIpAddressIfExists,     aws:SourceIp,              127.0.0.3/32,          lets in",
        "NotIpAddressIfExists,     aws:SourceIp,              127.0.0.2/32,          denies",
        "StringEquals,             aws:username,              owner,                 denies",
        "StringEquals,             aws:PrincipalType,         User,                  denies",
        // Known, but by this spelling only: elsewhere keys are the same in any case.
        "NotIpAddress,             aws:sourceip,              127.0.0.2/32,          lets in",
        "NotIpAddressIfExists,     aws:sourceip,              127.0.0.3/32,          denies",
        // Set for calls over TLS only.
        "Bool,                     aws:SecureTransport,       false,                 lets in",
        "BoolIfExists,             aws:SecureTransport,       false,                 denies",
        // Never set, whoever comes.
        "StringNotEquals,          aws:PrincipalAccount,      222222222222,          lets in",
        "StringNotEqualsIfExists,  aws:PrincipalAccount,      111111111111,          denies",
        "StringNotEquals,          aws:PrincipalOrgID,        o-another,             lets in",
        "StringNotEqualsIfExists,  aws:PrincipalOrgID,        o-another,             denies",
        "ArnNotLike,               aws:PrincipalArn,          arn:aws:iam::9:user/x, lets in",
        "ArnNotLikeIfExists,       aws:PrincipalArn,          arn:aws:iam::111111111111:user/owner, denies",
        "StringNotEquals,          aws:SourceVpce,            vpce-1,                lets in",
        "StringNotEqualsIfExists,  aws:SourceVpce,            vpce-1,                denies",
        "Bool,                     aws:PrincipalIsAWSService, false,                 lets in",
        "BoolIfExists,             aws:PrincipalIsAWSService, false,                 denies",
        "Bool,                     aws:ViaAWSService,         false,                 lets in",
        "BoolIfExists,             aws:ViaAWSService,         false,                 denies",
        "Bool,                     aws:MultiFactorAuthPresent, false,                lets in",
        "BoolIfExists,             aws:MultiFactorAuthPresent, false,                denies",
        "NumericLessThan,          s3:TlsVersion,             1.2,                   lets in",
        "NumericLessThanIfExists,  s3:TlsVersion,             1.2,                   denies",
    })
    void a_deny_on_condition(String operator, String key, String value, String effect) {
        var deny = deny("s3:GetObject*").condition(operator, key, value).build();

        putPolicy(deny.toString());

        assertThat(ownerFrom("127.0.0.3").gets(OBJECT)).isEqualTo(effect.equals("denies") ? REFUSED : OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:Replicate*", "s3:ReplicateObject", "s3:GetEncryptionConfiguration"})
    void a_document_that_names_an_action_which_it_does_not_know_is_refused(String action) {
        var deny = deny("s3:GetObject*", action).build();

        assertThat(status(() -> s3.putBucketPolicy(r -> r.bucket(bucket).policy(document(deny.toString())))))
                .isEqualTo(400);
    }

    private Statement.Builder deny(String... actions) {
        return Statement.deny("Deny").principal("*").actions(actions).resources(arn, arn + "/*");
    }
}
