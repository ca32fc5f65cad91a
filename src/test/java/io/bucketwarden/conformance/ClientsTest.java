package io.bucketwarden.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.bucketwarden.aws.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What goes over the wire, as a server sees it that says yes to all. */
class ClientsTest {

    private static final String ACCOUNT = "123456789012";
    private static final String BUCKET = "bucketwarden-conformance-wire-1";

    private final Map<String, String> owners = new ConcurrentHashMap<>();
    private final HttpServer server;

    ClientsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var owner = exchange.getRequestHeaders().getFirst(ExpectOwner.HEADER);
            owners.put(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
                    owner == null ? "nobody" : owner);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void every_call_for_a_bucket_expects_the_account_to_own_it() {
        try (var clients = new Clients(store(), new Budget(10))) {
            var s3 = clients.in("us-east-1");
            s3.deleteBucket(r -> r.bucket(BUCKET));
            s3.putBucketTagging(r -> r.bucket(BUCKET).tagging(t -> t.tagSet(List.of())));
            s3.deleteObject(r -> r.bucket(BUCKET).key("log"));
            assertThat(owners)
                    .hasSize(3)
                    .allSatisfy((_, owner) -> assertThat(owner).isEqualTo(ACCOUNT));

            owners.clear();
            s3.createBucket(r -> r.bucket(BUCKET));
            s3.listBuckets();
            assertThat(owners)
                    .hasSize(2)
                    .allSatisfy((_, owner) -> assertThat(owner).isEqualTo("nobody"));
        }
    }

    private Store store() {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Store(
                Store.Kind.aws,
                "",
                new Endpoint(address, true, "us-east-1", true, true),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
                ACCOUNT,
                "arn:aws:iam::" + ACCOUNT + ":user/anna",
                null,
                List.of(),
                "eu-west-1",
                Duration.ofMillis(100));
    }
}
