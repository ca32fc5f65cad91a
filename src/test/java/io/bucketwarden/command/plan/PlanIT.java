package io.bucketwarden.command.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.Main;
import io.bucketwarden.servers.FaultyProxy;
import io.bucketwarden.servers.Identity;
import io.bucketwarden.servers.Moto;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line on a real S3 server. */
class PlanIT {

    private static final String BUCKET = "planned";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Identity identity;
    private FaultyProxy proxy;

    @BeforeEach
    void start() throws IOException {
        identity = Identity.of(Moto.CREDENTIALS.resolveCredentials());
        proxy = new FaultyProxy(Moto.get().endpoint());
        Moto.get().s3().createBucket(r -> r.bucket(BUCKET));
        Moto.get().s3().putBucketVersioning(r -> r.bucket(BUCKET).versioningConfiguration(c -> c.status("Suspended")));
    }

    @AfterEach
    void stop() {
        identity.close();
        proxy.close();
    }

    @Test
    void drift_and_the_writes_that_would_close_it_are_printed_and_nothing_is_written() throws IOException {
        var code = plan("versioning: {status: Enabled}", "text");

        assertThat(code).isEqualTo(2);
        assertThat(out.toString())
                .contains("versioning.status should be Enabled, but is Suspended")
                .containsPattern("PutBucketVersioning: Enabled +s3:PutBucketVersioning");
        assertThat(proxy.writes(BUCKET)).isZero();
    }

    @Test
    void a_bucket_that_complies_is_zero() throws IOException {
        assertThat(plan("versioning: {status: Suspended}", "text")).isZero();
    }

    @Test
    void what_cannot_be_read_is_three_even_beside_drift() throws IOException {
        proxy.fail("GET", BUCKET, "encryption", 403, "AccessDenied");

        var code = plan("versioning: {status: Enabled}\n    encryption: {algorithm: AES256}", "json");

        assertThat(code).isEqualTo(3);
        var report = new ObjectMapper().readTree(out.toString()).get(0);
        assertThat(report.get("result").asText()).isEqualTo("Drifted");
        assertThat(report.at("/facets/0/messages/0").asText()).contains("s3:GetEncryptionConfiguration");
    }

    @Test
    void what_enforce_would_not_write_after_all_is_said() throws IOException {
        assertThat(plan("secureTransport: {}", "text")).isEqualTo(2);

        assertThat(out.toString())
                .contains("Not written")
                .contains("--allow-insecure-endpoint")
                .contains("WHO", "WOULD BE LOCKED OUT by BucketwardenSecureTransport")
                .doesNotContain("make these writes");
    }

    @Test
    void yaml_is_an_output_too() throws IOException {
        assertThat(plan("versioning: {status: Enabled}", "yaml")).isEqualTo(2);

        assertThat(out.toString()).contains("bucket: \"planned\"");
    }

    @Test
    void a_file_that_says_nonsense_is_refused_with_the_field() throws IOException {
        assertThat(plan("versioning: {status: Sideways}", "text")).isEqualTo(64);
        assertThat(err.toString()).contains("spec.posture.versioning.status");
    }

    @Test
    void a_missing_file_and_a_wrong_flag_are_refused() {
        assertThat(run("plan", "-f", "no-such-file.yaml")).isEqualTo(64);
        assertThat(err.toString()).contains("no-such-file.yaml: no such file");
        assertThat(run("run", "--interval-floor", "soon")).isEqualTo(64);
        assertThat(err.toString()).contains("write hours, minutes and seconds");
        assertThat(run("run", "--request-rate", "0")).isEqualTo(64);
        assertThat(err.toString()).contains("BUCKETWARDEN_REQUEST_RATE");
    }

    @Test
    void enforce_would_also_take_away_what_an_earlier_spec_left_behind() throws IOException {
        Moto.get().s3().putBucketPolicy(r -> r.bucket(BUCKET).policy("""
                {"Version":"2012-10-17","Statement":[{"Sid":"BucketwardenSecureTransport","Effect":"Deny","Principal":"*",\
                "Action":"s3:*","Resource":["arn:aws:s3:::planned","arn:aws:s3:::planned/*"],\
                "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}"""));
        try {
            assertThat(plan("versioning: {status: Suspended}", "text")).isZero();
            assertThat(out.toString()).doesNotContain("PutBucketPolicy");

            assertThat(plan("versioning: {status: Suspended}\n  mode: Enforce", "text"))
                    .as("a statement that this policy never had")
                    .isZero();
            assertThat(out.toString()).doesNotContain("PutBucketPolicy");

            assertThat(plan("""
                    versioning: {status: Suspended}
                      mode: Enforce
                    status:
                      buckets: [{name: planned, compliantFacets: [secureTransport], facets: []}]""", "text")).isEqualTo(2);
            assertThat(out.toString())
                    .contains("Enforce will make these writes")
                    .contains("PutBucketPolicy: -BucketwardenSecureTransport");
            assertThat(proxy.writes(BUCKET)).isZero();
        } finally {
            Moto.get().s3().deleteBucketPolicy(r -> r.bucket(BUCKET));
        }
    }

    @Test
    void what_admission_would_refuse_is_refused_and_all_of_it_named() throws IOException {
        assertThat(plan("""
                networkAccess: {}
                ---
                apiVersion: bucketwarden.io/v1alpha1
                kind: S3BucketPolicy
                metadata: {name: second}
                spec: {bucketName: planned, posture: {encryption: {algorithm: AES256, kmsKeyArn: nonsense}}}
                """.stripTrailing(), "text")).isEqualTo(64);

        assertThat(err.toString())
                .contains("planned: spec.posture.networkAccess: list at least one network")
                .contains("second: spec.posture.encryption.kmsKeyArn: write the key's ARN");
        assertThat(proxy.seen(BUCKET)).isEmpty();
    }

    @Test
    void resources_of_other_kinds_are_ignored_and_counted() throws IOException {
        var code = plan("versioning: {status: Suspended}\n---\napiVersion: v1\nkind: Namespace", "text");

        assertThat(code).isZero();
        assertThat(err.toString()).contains("1 of other kinds").contains("ignored");
    }

    @Test
    void a_file_without_a_policy_is_refused() throws IOException {
        var file = Files.writeString(folder.resolve("other.yaml"), "apiVersion: v1\nkind: Namespace\n");

        assertThat(run("plan", "-f", file.toString())).isEqualTo(64);
        assertThat(err.toString()).contains("holds no S3BucketPolicy");
    }

    @Test
    void a_restriction_that_waits_for_evidence_says_so() throws IOException {
        var waits = "Waits for evidence, as requireEvidence asks";
        var tracked = "\n  accessTracking: {source: CloudTrailEvents}\n  mode: Enforce\n  requireEvidence: ";

        assertThat(plan("secureTransport: {}\n    versioning: {status: Enabled}" + tracked + true, "text"))
                .isEqualTo(2);
        assertThat(out.toString()).containsOnlyOnce(waits);
        out.getBuffer().setLength(0);
        assertThat(plan("secureTransport: {}" + tracked + false, "text")).isEqualTo(2);
        assertThat(out.toString()).doesNotContain(waits);
    }

    private int plan(String posture, String output) throws IOException {
        var file = folder.resolve("policy.yaml");
        Files.writeString(file, """
                apiVersion: bucketwarden.io/v1alpha1
                kind: S3BucketPolicy
                metadata: {name: planned}
                spec:
                  bucketName: %s
                  posture:
                    %s
                """.formatted(BUCKET, posture));
        return run(
                "plan",
                "-f",
                file.toString(),
                "-o",
                output,
                "--endpoint",
                proxy.endpoint().toString(),
                "--path-style");
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
