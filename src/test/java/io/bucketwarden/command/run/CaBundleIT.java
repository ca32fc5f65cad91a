package io.bucketwarden.command.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.Main;
import io.bucketwarden.aws.Accounts;
import io.bucketwarden.aws.CaBundle;
import io.bucketwarden.aws.Endpoint;
import io.bucketwarden.aws.QueueUrl;
import io.bucketwarden.aws.RequestListener;
import io.bucketwarden.servers.Identity;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.TlsFront;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/** An S3-compatible server behind the certificate of an authority that no JVM knows. */
class CaBundleIT {

    private static final String ACCOUNT = "200000000090";

    @TempDir
    private static Path folder;

    private static TlsFront front;
    private static AwsSessionCredentials credentials;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        front = new TlsFront(Moto.get().endpoint(), folder);
        credentials = Moto.get().somebodyIn(ACCOUNT);
        Moto.get().s3(credentials, "us-east-1").createBucket(r -> r.bucket("behind-tls"));
    }

    @AfterAll
    static void stop() throws IOException {
        front.close();
    }

    @Test
    void a_command_that_is_given_the_authority_looks_at_buckets() {
        assertThat(scan("--all", "--ca-bundle=" + front.authority()))
                .as(err.toString())
                .isLessThan(64);

        assertThat(out.toString()).contains("behind-tls").doesNotContain("certif");
    }

    @Test
    void without_the_authority_nothing_is_believed() {
        assertThat(scan("--all")).isEqualTo(3);

        assertThat(out.toString() + err)
                .contains("not trusted. Name a file", "--ca-bundle (BUCKETWARDEN_CA_BUNDLE)")
                .doesNotContain("behind-tls");
    }

    @Test
    void a_queue_is_read_through_it_too() {
        var sqs = Moto.get().endpoint() + "/" + ACCOUNT + "/changes";
        try (var trusting = accounts(CaBundle.read(front.authority()));
                var other = accounts(null);
                var maker = trusting.queue(QueueUrl.of(sqs))) {
            maker.createQueue(r -> r.queueName("changes"));
            var url = front.endpoint() + "/" + ACCOUNT + "/changes";
            try (var queue = trusting.queue(QueueUrl.of(url));
                    var stranger = other.queue(QueueUrl.of(url))) {
                assertThat(queue.receiveMessage(r -> r.queueUrl(url)).messages())
                        .isEmpty();
                assertThatThrownBy(() -> stranger.receiveMessage(r -> r.queueUrl(url)))
                        .isInstanceOf(SdkClientException.class)
                        .hasMessageContaining("certification path");
            }
        }
    }

    @Test
    void what_the_jvm_trusts_is_trusted_all_the_same() {
        var bundle = CaBundle.read(front.authority());

        assertThat(bundle.certificates()).hasSize(1);
        assertThat(bundle.authorities()).hasSizeGreaterThan(50).containsAll(bundle.certificates());
    }

    private static Accounts accounts(CaBundle trusted) {
        var endpoint = new Endpoint(URI.create("https://127.0.0.1:1"), true, "us-east-1", false, true, trusted);
        return new Accounts(
                endpoint,
                software.amazon.awssdk.auth.credentials.StaticCredentialsProvider.create(credentials),
                100,
                4,
                RequestListener.NONE,
                InstantSource.system());
    }

    private int scan(String... more) {
        var arguments = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("scan", "--endpoint=" + front.endpoint(), "--path-style"),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new);
        try (var _ = Identity.of(credentials)) {
            return Main.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(arguments);
        }
    }
}
