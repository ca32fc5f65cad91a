package io.bucketwarden.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.OperatorProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.Tag;

/** The way of the command through somebody's account, with moto in place of AWS. */
class ConformanceCommandIT {

    private static final String ACCOUNT = "123456789012";

    @TempDir
    private Path folder;

    @Test
    void it_says_what_it_would_do_and_does_nothing_unless_the_account_is_typed() throws Exception {
        var process = start(Map.of(), "--settles=1");
        type(process, "yes");

        assertThat(ended(process)).isEqualTo(3);
        assertThat(said())
                .contains("account     " + ACCOUNT)
                .contains("caller      arn:aws:")
                .contains("region      us-east-1, and eu-west-1")
                .contains("at most 53, at most 2 at a time, named bucketwarden-conformance-")
                .contains("2 scenarios would let everybody into an empty bucket for some seconds, and are left out")
                .contains("is read, and never written")
                .contains("at most 2,000, and 577 more")
                .contains("at most 0.013 USD", "https://aws.amazon.com/s3/pricing/")
                .contains("Type the account id to go on")
                .endsWith("Not confirmed. Nothing was made or removed.\n");
        assertThat(buckets(run())).isEmpty();
    }

    @Test
    void another_account_than_the_confirmed_one_is_left_alone() throws Exception {
        var process = start(Map.of("CONFORMANCE_YES", "999999999999"), "--settles=1");

        assertThat(ended(process)).isEqualTo(3);
        assertThat(said())
                .endsWith("CONFORMANCE_YES is 999999999999, and the account is " + ACCOUNT
                        + ". Nothing was made or removed.\n");
    }

    @Test
    void ended_in_the_middle_it_takes_its_buckets_away() throws Exception {
        var process = start(Map.of(), "--settles=60");
        type(process, ACCOUNT);
        // The first scenario waits for what moto will not show.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> said().contains("Type the account id")
                        && !buckets(run()).isEmpty());

        process.destroy();

        assertThat(ended(process)).isEqualTo(143);
        assertThat(said()).contains("are being removed").endsWith("All buckets of this run are gone.\n");
        assertThat(buckets(run())).isEmpty();
    }

    @Test
    void a_budget_that_is_spent_ends_it_and_leaves_nothing() throws Exception {
        var process = start(Map.of("CONFORMANCE_YES", ACCOUNT), "--settles=1", "--requests=60", "-o", "json");

        assertThat(ended(process)).isEqualTo(1);
        var report = new ObjectMapper().readTree(folder.resolve("out").toFile());
        assertThat(report.path("requests").asInt()).isEqualTo(60);
        assertThat(report.path("leftOver").size()).isZero();
        assertThat(report.path("results").size()).isEqualTo(Scenarios.ALL.size());
        assertThat(report.path("results").findValuesAsText("outcome"))
                .contains("AsAws", "NotPlayed")
                .doesNotContain("KnownDifference");
        assertThat(buckets(run())).isEmpty();
    }

    @Test
    void clean_removes_what_is_named_and_tagged_as_of_a_run_and_nothing_else() throws Exception {
        make("bucketwarden-conformance-00c1ea00-1", "00c1ea00");
        make("bucketwarden-conformance-00c1ea00-2", "another");
        make("bucketwarden-conformance-00c1ea00-3", null);
        make("acme-00c1ea00", "00c1ea00");

        var process = start(Map.of("CONFORMANCE_YES", ACCOUNT), "--clean");

        assertThat(ended(process)).isZero();
        assertThat(said())
                .contains("  bucketwarden-conformance-00c1ea00-1 (us-east-1)")
                .contains("Not touched", "bucketwarden-conformance-00c1ea00-2. If it is to go: aws s3api")
                .contains("bucketwarden-conformance-00c1ea00-3. If it is to go: aws s3api")
                .endsWith("All of them are gone.\n");
        assertThat(buckets("bucketwarden-conformance-00c1ea00"))
                .containsExactly("bucketwarden-conformance-00c1ea00-2", "bucketwarden-conformance-00c1ea00-3");
        assertThat(buckets("acme-00c1ea00")).hasSize(1);
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                OperatorProcess.java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Conformance.class.getName(),
                "--store=aws"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("AWS_")
                        || name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "AWS_REGION", "us-east-1",
                        "AWS_ENDPOINT_URL_S3", Moto.get().endpoint().toString()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void type(Process process, String text) throws IOException {
        try (var in = process.getOutputStream()) {
            in.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static int ended(Process process) throws InterruptedException {
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("err"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** How all buckets of the run begin that was announced. */
    private String run() {
        var said = said();
        var start = said.indexOf(ThrowAwayBucket.PREFIX);
        return said.substring(start, start + ThrowAwayBucket.PREFIX.length() + 8);
    }

    private static List<String> buckets(String beginning) {
        return Moto.get().s3().listBuckets().buckets().stream()
                .map(bucket -> bucket.name())
                .filter(name -> name.startsWith(beginning))
                .sorted()
                .toList();
    }

    private static void make(String bucket, String run) {
        var s3 = Moto.get().s3();
        s3.createBucket(r -> r.bucket(bucket));
        if (run != null) {
            s3.putBucketTagging(r -> r.bucket(bucket)
                    .tagging(t -> t.tagSet(
                            Tag.builder().key(ThrowAwayBucket.TAG).value(run).build())));
        }
    }
}
