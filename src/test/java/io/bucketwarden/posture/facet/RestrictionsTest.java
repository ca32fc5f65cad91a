package io.bucketwarden.posture.facet;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.AccountAccess;
import io.bucketwarden.api.Posture.NetworkAccess;
import io.bucketwarden.api.Posture.SecureTransport;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.Server;
import io.bucketwarden.posture.facet.Restrictions.Candidates;
import io.bucketwarden.posture.facet.Restrictions.Restriction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestrictionsTest {

    private static final String WARDEN = "arn:aws:iam::123456789012:role/warden";
    private static final String ROOM = "arn:aws:iam::123456789012:role/*/warden";
    private static final SecureTransport TLS = new SecureTransport("1.2");
    private static final NetworkAccess OFFICE =
            new NetworkAccess(List.of("203.0.113.0/24", "198.51.100.0/24"), List.of("vpce-1"), null);
    private static final AccountAccess PARTNER = new AccountAccess(List.of("210987654321"), null);

    @Test
    void are_of_the_facets_that_are_declared_only() {
        assertThat(candidates(null, OFFICE, null).byFacet()).containsOnlyKeys("networkAccess");
        assertThat(candidates(TLS, OFFICE, PARTNER).byFacet().keySet())
                .containsExactly("secureTransport", "networkAccess", "accountAccess");
        assertThat(candidates(null, null, null).byFacet()).isEmpty();
    }

    @Test
    void are_the_very_statements_that_the_facets_write() {
        var bucket = bucket(List.of(WARDEN), "123456789012");
        var candidates = candidates(TLS, OFFICE, PARTNER).byFacet();

        assertThat(candidates.values())
                .extracting(restriction -> restriction.document().statements().toString())
                .containsExactly(
                        new SecureTransportFacet().statements(TLS, bucket).toString(),
                        new NetworkAccessFacet().statements(OFFICE, bucket).toString(),
                        new AccountAccessFacet().statements(PARTNER, bucket).toString());
    }

    @Test
    void whose_statements_cannot_be_told_keeps_no_other_from_being_told() {
        var nobody = Restrictions.candidates(posture(TLS, OFFICE, PARTNER), bucket(List.of(), "123456789012"));

        assertThat(nobody.byFacet()).containsOnlyKeys("secureTransport");
        assertThat(nobody.unknown()).containsOnlyKeys("networkAccess", "accountAccess");
        assertThat(nobody.unknown().get("networkAccess").text()).contains("--operator-principal");
    }

    @Test
    void the_order_of_a_list_changes_no_fingerprint() {
        var turned = new NetworkAccess(List.of("198.51.100.0/24", "203.0.113.0/24"), List.of("vpce-1"), null);
        var one = Restrictions.candidates(posture(TLS, OFFICE, null), bucket(List.of(WARDEN, ROOM), "123456789012"));
        var other = Restrictions.candidates(posture(TLS, turned, null), bucket(List.of(ROOM, WARDEN), "123456789012"));

        assertThat(fingerprints(other)).isEqualTo(fingerprints(one));
    }

    @Test
    void another_list_changes_the_fingerprint() {
        var smaller = new NetworkAccess(List.of("203.0.113.0/24"), List.of("vpce-1"), null);

        assertThat(fingerprints(candidates(null, smaller, null)))
                .isNotEqualTo(fingerprints(candidates(null, OFFICE, null)));
        assertThat(fingerprints(candidates(new SecureTransport("1.3"), null, null)))
                .isNotEqualTo(fingerprints(candidates(TLS, null, null)));
        assertThat(fingerprints(
                        Restrictions.candidates(posture(null, OFFICE, null), bucket(List.of(ROOM), "123456789012"))))
                .isNotEqualTo(fingerprints(candidates(null, OFFICE, null)));
    }

    /** Written down, since evidence that was gathered by one version must be of use to the next. */
    @Test
    void the_fingerprint_is_the_same_in_every_version() {
        assertThat(fingerprints(candidates(TLS, null, null))).containsExactly("ab1a8d27f071e8df");
    }

    private static List<String> fingerprints(Candidates candidates) {
        return candidates.byFacet().values().stream()
                .map(Restriction::fingerprint)
                .toList();
    }

    private static Candidates candidates(
            @Nullable SecureTransport tls, @Nullable NetworkAccess network, @Nullable AccountAccess accounts) {
        return Restrictions.candidates(posture(tls, network, accounts), bucket(List.of(WARDEN), "123456789012"));
    }

    private static Posture posture(
            @Nullable SecureTransport tls, @Nullable NetworkAccess network, @Nullable AccountAccess accounts) {
        return new Posture(null, null, null, null, null, null, tls, network, accounts);
    }

    private static BucketIdentity bucket(List<String> operator, String owner) {
        return new BucketIdentity("acme", "eu-central-1", "aws", owner, operator, null, Server.AWS, List.of());
    }
}
