package io.bucketwarden.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import io.bucketwarden.operator.Evidence.Missing;
import io.bucketwarden.operator.Evidence.Restriction;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.facet.Restrictions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EvidencesTest {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final BucketIdentity BUCKET = BucketIdentity.named("acme-ledger", "us-east-1", "123456789012");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final Evidences evidences = new Evidences(now::get);

    @Test
    void what_was_known_before_the_logs_could_not_be_read_any_more_is_no_evidence() {
        know();
        assertThat(missing()).isEmpty();

        now.set(NOON.plus(Duration.ofDays(60)));

        assertThat(missing()).hasValueSatisfying(why -> assertThat(why.reason()).isEqualTo(Reason.AwaitingEvidence));
        know();
        assertThat(missing()).isEmpty();
    }

    private void know() {
        var wanted = Objects.requireNonNull(
                Restrictions.candidates(Visits.tracked().claim().posture(), BUCKET)
                        .byFacet()
                        .get("secureTransport"));
        evidences.know(
                Visits.tracked(),
                List.of(new Preview(
                        "secureTransport",
                        wanted.fingerprint(),
                        "2026-11-15",
                        true,
                        100,
                        0,
                        0,
                        0,
                        List.of(),
                        List.of())));
    }

    private Optional<Missing> missing() {
        var claim = Visits.tracked().claim();
        return evidences.missing(new Restriction(claim.uid(), claim.posture(), BUCKET, "secureTransport", List.of()));
    }
}
