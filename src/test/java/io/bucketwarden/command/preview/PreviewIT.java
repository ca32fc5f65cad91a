package io.bucketwarden.command.preview;

import static org.assertj.core.api.Assertions.assertThat;

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
import software.amazon.awssdk.core.sync.RequestBody;

/** The command line on logs in a bucket of a real S3 server. */
class PreviewIT {

    private static final String BUCKET = "previewed";
    private static final String LOGS = "previewed-logs";

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
        Moto.get().s3().createBucket(r -> r.bucket(LOGS));
    }

    @AfterEach
    void stop() {
        identity.close();
        proxy.close();
    }

    @Test
    void logs_in_a_bucket_are_read_below_the_prefix_and_nothing_is_written() throws IOException {
        put("s3/2026-11-20-12-01-00-AAAA", PreviewLines.OUTSIDE);
        put("s3/2026-11-20-12-02-00-BBBB", PreviewLines.INSIDE);
        put("else/2026-11-20-12-02-00-CCCC", PreviewLines.OUTSIDE);

        assertThat(preview("s3://" + LOGS + "/s3/")).as(err.toString()).isEqualTo(2);

        assertThat(out.toString()).containsPattern("networkAccess +2 +1 +1 +0");
        assertThat(proxy.writes(BUCKET)).isZero();
        assertThat(proxy.writes(LOGS)).isZero();
    }

    @Test
    void an_object_that_may_not_be_read_is_three_and_told_with_the_action() throws IOException {
        put("fine/2026-11-20-12-02-00-BBBB", PreviewLines.INSIDE);
        put("fine/2026-11-20-12-03-00-DDDD", PreviewLines.OUTSIDE);
        proxy.fail("GET", LOGS + "/fine/2026-11-20-12-03-00-DDDD", "", 403, "AccessDenied");

        assertThat(preview("s3://" + LOGS + "/fine/")).as(out.toString()).isEqualTo(3);

        assertThat(out.toString()).contains("1 objects could not be read").contains("s3:GetObject");
    }

    @Test
    void a_bucket_of_logs_that_is_not_there_is_three() throws IOException {
        assertThat(preview("s3://previewed-nowhere/s3/")).isEqualTo(3);
        assertThat(err.toString()).contains("previewed-nowhere");
    }

    private static void put(String key, String address) {
        Moto.get()
                .s3()
                .putObject(r -> r.bucket(LOGS).key(key), RequestBody.fromString(PreviewLines.line(BUCKET, address)));
    }

    private int preview(String logs) throws IOException {
        var file = Files.writeString(
                folder.resolve("policy.yaml"),
                PreviewLines.policy("bucketName: " + BUCKET, "{networkAccess: {allowedCidrs: [203.0.113.0/24]}}"));
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(
                        "preview",
                        "-f",
                        file.toString(),
                        "--logs",
                        logs,
                        "--endpoint",
                        proxy.endpoint().toString(),
                        "--path-style");
    }
}
