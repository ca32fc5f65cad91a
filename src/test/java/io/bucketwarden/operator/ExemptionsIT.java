package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.FacetState;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** What is let pass, until the day comes. */
class ExemptionsIT extends RealServers {

    @Test
    void an_exempt_facet_is_left_alone_announced_and_enforced_from_its_day_on() {
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(30);
        applyWith(
                "exemptions: [{facet: versioning, reason: scratch, owner: team-data, expires: \"" + day + "\"}]",
                "p",
                "Enforce",
                "versioning: {status: Enabled}\n    publicAccess: {block: true}");

        var exempt = await("p", compliant());

        assertThat(facet(exempt, "versioning").state()).isEqualTo(FacetState.Exempt);
        assertThat(facet(exempt, "versioning").message()).contains("team-data").contains(day.toString());
        assertThat(exempt.summary().exempt()).isEqualTo(1);
        assertThat(versioning()).isNull();
        assertThat(events("ExemptionEnding")).isZero();

        restartIn(25);
        awaitEvent("p", "ExemptionEnding");
        assertThat(versioning()).isNull();

        restartIn(30);
        await("p", s -> s.buckets().getFirst().compliantFacets().contains("versioning"));
        assertThat(versioning()).isEqualTo(BucketVersioningStatus.ENABLED);
        assertThat(status("p").summary().exempt()).isZero();
    }

    private void restartIn(int days) {
        stopOperator();
        startOperator(Clock.offset(Clock.systemUTC(), Duration.ofDays(days)));
    }

    private long events(String reason) {
        return kube.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getReason().equals(reason))
                .count();
    }

    private BucketVersioningStatus versioning() {
        return s3.getBucketVersioning(r -> r.bucket(bucket)).status();
    }
}
