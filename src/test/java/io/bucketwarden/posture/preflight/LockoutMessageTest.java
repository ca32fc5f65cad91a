package io.bucketwarden.posture.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.iam.PolicyEvaluation.Decision;
import io.bucketwarden.posture.facet.Facets;
import io.bucketwarden.posture.preflight.Effect.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a message advises is what the refused statement offers. */
class LockoutMessageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BucketwardenNetworkAccess | REPLICATION | (replication). Add it to networkAccess.exemptPrincipals, or take the facet out. If
            BucketwardenMinimumTls    | REPLICATION | (replication). Lower minimumTlsVersion to 1.2, or take it out. If
            BucketwardenAccountAccess | PRINCIPAL   | allows). Add its account to accountAccess.allowedAccounts, or take the facet out. If
            BucketwardenMinimumTls    | INVENTORY   | TLS 1.2: lower minimumTlsVersion, or take it out. If
            BucketwardenNetworkAccess | SERVICE     | allows). Take the facet out. If
            """)
    void the_advice_is_of_the_refused_statement(String statement, Kind kind, String advice) {
        var effect = new Effect(
                kind, "ann", "s3:GetObject", "", Decision.ALLOW, Decision.EXPLICIT_DENY, Outcome.LockedOut, statement);

        assertThat(LockoutMessage.of(effect, Perimeters.PLAIN)).contains("statement " + statement + " ", advice);
        assertThat(Facets.ALL.stream().flatMap(facet -> facet.sids().stream())).contains(statement);
    }

    @Test
    void of_a_statement_that_is_not_known_it_names_no_setting() {
        var effect = new Effect(
                Kind.PRINCIPAL,
                "ann",
                "s3:GetObject",
                "",
                Decision.ALLOW,
                Decision.CANNOT_TELL,
                Outcome.LockedOut,
                "Ours");

        assertThat(LockoutMessage.of(effect, Perimeters.PLAIN))
                .contains("Spare it in the facet, or take the facet out.")
                .doesNotContain("minimumTlsVersion", "networkAccess");
    }
}
