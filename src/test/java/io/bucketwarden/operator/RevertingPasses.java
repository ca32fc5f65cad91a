package io.bucketwarden.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.SecureTransport;
import io.bucketwarden.api.Posture.Versioning;
import io.bucketwarden.api.Posture.VersioningStatus;
import io.bucketwarden.operator.records.InMemoryRecords;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.posture.FakeS3;
import io.bucketwarden.posture.facet.Facets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Passes over one bucket, of which an annotation may ask that facets are put back. */
abstract class RevertingPasses {

    static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    static final Posture POSTURE = new Posture(
            null,
            null,
            null,
            new Versioning(VersioningStatus.Enabled),
            null,
            null,
            new SecureTransport(null),
            null,
            null);
    static final String THEIRS = """
            {"Version":"2012-10-17","Statement":[{"Sid":"Theirs","Effect":"Allow",\
            "Principal":{"AWS":"arn:aws:iam::123456789012:role/reporting"},"Action":["s3:GetObject"],\
            "Resource":"arn:aws:s3:::acme/*"}]}""";

    final InMemoryRecords records = new InMemoryRecords();
    final Convergence convergence = new Convergence(Duration.ZERO);
    final FakeS3 s3 = s3("{\"versioning\": \"Suspended\", \"policy\": " + THEIRS + "}");
    Mode mode = Mode.Enforce;
    Set<String> reverts = Set.of();
    Map<String, String> reverted = new HashMap<>();
    boolean slip;

    void people(String versioning) {
        s3.putBucketVersioning(r -> r.versioningConfiguration(c -> c.status(versioning)));
    }

    Map<String, Finding> pass(int second) {
        var duty = SomeDuty.of(POSTURE)
                .mode(mode)
                .reverts(reverts)
                .reverted(reverted)
                .slip(slip)
                .build();
        return Objects.requireNonNull(new BucketPass(Facets.ALL, records, Evidence.NONE)
                        .run(s3.bucket("acme"), List.of(duty), Set.of(), convergence, START.plusSeconds(second))
                        .get("p"))
                .stream()
                .collect(Collectors.toMap(Finding::facet, finding -> finding));
    }

    static FakeS3 s3(String json) {
        try {
            return new FakeS3(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
