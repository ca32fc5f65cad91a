package io.bucketwarden.operator;

import static io.bucketwarden.operator.TrackingBeside.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Reason;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A policy names the bucket with the files of a trail, and so may name that of anybody. */
class TrailGrantIT extends GrantedServers {

    private final TrackingBeside tracking = new TrackingBeside(this, Clock.systemUTC());
    private final String trail = "trail-" + bucket;

    @BeforeEach
    void select() {
        label(namespace);
    }

    @AfterEach
    void stopReading() {
        tracking.end();
    }

    @Test
    void files_of_a_trail_are_read_only_where_a_grant_reaches_and_only_of_the_account_that_it_names() {
        s3.createBucket(r -> r.bucket(trail));
        grant("g", bucket, "Audit", "");
        applyWith(
                "accessTracking: {source: CloudTrailLogs, cloudTrail: {bucket: " + trail + "}}",
                "p",
                "Audit",
                "versioning: {status: Enabled}");
        tracking.start();

        var refused = tracking.await(s -> !s.conditions().isEmpty());
        assertThat(reading(refused).reason()).isEqualTo(Reason.NotGranted);
        assertThat(reading(refused).message()).startsWith("No grant covers the bucket " + trail);
        assertThat(proxy.seen(trail)).isEmpty();

        grant("logs", trail, "Audit", "accounts: [{id: \"999999999999\"}]");
        var read = tracking.await(s -> reading(s).reason() == Reason.CaughtUp);
        assertThat(reading(read).message()).contains("s3://" + trail + "/AWSLogs/");
        assertThat(proxy.owners(trail)).containsExactly("999999999999");

        grant("logs", trail, "Audit", "");
        await("the operator's own account").until(() -> proxy.owners(trail), owners -> owners.contains("123456789012"));
        assertThat(proxy.owners(trail)).hasSize(2);
    }
}
