package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.operator.records.InMemoryRecords;
import io.bucketwarden.operator.status.BucketReport;
import io.bucketwarden.operator.status.Situation;
import io.bucketwarden.operator.status.SomeLooks;
import io.bucketwarden.operator.status.StatusReport;
import io.bucketwarden.posture.Exposures;
import io.bucketwarden.posture.FakeS3;
import io.bucketwarden.posture.facet.Facets;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole passes from folders: a policy and a bucket in, the writes and the status out. A case without one of its files,
 * or with any other, fails.
 */
class GoldenCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void the_pass_writes_and_reports_as_the_case_says(String name) throws IOException {
        var folder = CASES.resolve(name);
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("policy.yaml", "bucket.json", "writes.txt", "status.yaml");
        }
        var policy = YAML.unmarshal(Files.readString(folder.resolve("policy.yaml")), S3BucketPolicy.class);
        var s3 = new FakeS3(new ObjectMapper().readTree(Files.readString(folder.resolve("bucket.json"))));

        var status = pass(policy, s3);

        assertThat(String.join("\n", s3.writes()))
                .isEqualTo(Files.readString(folder.resolve("writes.txt")).strip());
        assertThat(YAML.asYaml(status).strip())
                .isEqualTo(Files.readString(folder.resolve("status.yaml")).strip());
        var reads = new ArrayList<>(s3.reads());
        // What a write changes in part is read once more right before it.
        s3.attempts().forEach(call -> reads.remove(call.replaceFirst("^(Put|Delete)", "Get")));
        // The policy document once more, to make sure that it is still the one that was merged into.
        s3.attempts().stream()
                .filter(call -> call.endsWith("BucketPolicy"))
                .forEach(_ -> List.of("GetBucketPolicy", "GetBucketAcl").forEach(reads::remove));
        // What is written for the first time is read anew to be kept, an ACL beside what makes it count.
        s3.attempts().stream().distinct().forEach(call -> reads.remove(call.replaceFirst("^(Put|Delete)", "Get")));
        s3.attempts().stream()
                .filter(call -> call.endsWith("PublicAccessBlock") || call.endsWith("OwnershipControls"))
                .distinct()
                .forEach(_ -> reads.remove("GetBucketAcl"));
        // And so are the tags, which may forbid it by then.
        s3.attempts().forEach(_ -> reads.remove("GetBucketTagging"));
        assertThat(reads).as("each read at most once").doesNotHaveDuplicates();
    }

    private static S3BucketPolicyStatus pass(S3BucketPolicy policy, FakeS3 s3) {
        var spec = policy.getSpec();
        var bucket = s3.bucket(spec.bucketName());
        var identity = bucket.identity();
        var mode = spec.effectiveMode();
        var duty = SomeDuty.of(spec.posture())
                .mode(mode)
                .exemptions(Exemptions.inForce(spec, NOW))
                .build();
        var findings = Objects.requireNonNull(new BucketPass(Facets.ALL, new InMemoryRecords(), Evidence.NONE)
                .run(bucket, List.of(duty), Set.of(), new Convergence(Duration.ZERO), NOW)
                .get("p"));
        var exposure = spec.posture().publicAccess() == null
                ? List.<Exposure>of()
                : Exposures.of(bucket).all();
        var place = new BucketReport.Place(identity.region(), identity.expectedOwner());
        var said = new BucketReport(spec.bucketName(), null, null, NOW)
                .looked(findings, place, exposure, List.of(), List.of());
        return new StatusReport(S3BucketPolicyStatus.NONE, 1, null, null, null, NOW)
                .with(new Situation.Checked(mode, mode, SomeLooks.ofOne(findings, 0), ""), spec, List.of(said));
    }

    static Stream<String> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.map(f -> f.getFileName().toString()).sorted().toList().stream();
        }
    }
}
