package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.ObjectOwnership;
import io.bucketwarden.api.Posture.OwnershipRule;
import io.bucketwarden.api.Posture.Versioning;
import io.bucketwarden.api.Posture.VersioningStatus;
import io.bucketwarden.operator.records.InMemoryRecords;
import io.bucketwarden.posture.FakeS3;
import io.bucketwarden.posture.facet.Facets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The log warns when what is put back may open the bucket. */
class RevertWarningTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Posture POSTURE = new Posture(
            null,
            new ObjectOwnership(OwnershipRule.BucketOwnerEnforced),
            null,
            new Versioning(VersioningStatus.Enabled),
            null,
            null,
            null,
            null,
            null);

    private final Logger log = (Logger) LoggerFactory.getLogger(BucketPass.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final BucketPass pass = new BucketPass(Facets.ALL, new InMemoryRecords(), Evidence.NONE);
    private final Convergence convergence = new Convergence(Duration.ZERO);
    private final FakeS3 s3 = new FakeS3(new ObjectMapper().createObjectNode());

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stop() {
        log.detachAppender(lines);
    }

    @Test
    void it_warns_of_acls_that_count_again_and_not_of_versioning() {
        run(Set.of(), START);

        run(Set.of("objectOwnership", "versioning"), START.plusSeconds(10));

        assertThat(lines.list)
                .filteredOn(line -> line.getFormattedMessage().contains("is put back"))
                .satisfiesExactlyInAnyOrder(
                        line -> {
                            assertThat(line.getLevel()).isEqualTo(Level.WARN);
                            assertThat(line.getFormattedMessage())
                                    .startsWith("objectOwnership")
                                    .endsWith("the bucket may be open to the public");
                        },
                        line -> {
                            assertThat(line.getLevel()).isEqualTo(Level.INFO);
                            assertThat(line.getFormattedMessage()).startsWith("versioning");
                        });
    }

    private void run(Set<String> reverts, Instant now) {
        var duty = SomeDuty.of(POSTURE).reverts(reverts).build();
        pass.run(s3.bucket("acme"), List.of(duty), Set.of(), convergence, now);
    }
}
