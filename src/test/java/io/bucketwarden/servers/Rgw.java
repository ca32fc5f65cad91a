package io.bucketwarden.servers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real Ceph Object Gateway, started once for all tests of a JVM. Unlike moto it lets in or refuses by policy document,
 * ACL, block settings and second factor. It listens on 127.0.0.1 and sees from which address of loopback one comes.
 *
 * @see <a href="https://docs.ceph.com/en/pacific/radosgw/">Ceph Object Gateway</a>
 */
public final class Rgw {

    public static final String REGION = "us-east-1";

    private static final String HOME = "127.0.0.1";

    /** Long, so that no code gets old between being shown and being typed. */
    private static final Totp DEVICE =
            new Totp("12345678901234567890".getBytes(StandardCharsets.US_ASCII), Duration.ofHours(1));

    private static final class Running {
        private static final Rgw ONE = new Rgw();
    }

    /** Who comes, and from where. */
    private record Visit(AwsCredentialsProvider who, String from) {}

    private final Ceph ceph = new Ceph(SetUp.of("ceph"), Path.of("target", "ceph"));
    private final URI endpoint = URI.create("http://" + HOME + ":" + Ports.free());
    private final CephVersion version = CephVersion.of(ceph.run("radosgw", "--version"));
    private final AtomicInteger devices = new AtomicInteger();
    private final Map<RgwUser, AwsCredentialsProvider> users = new ConcurrentHashMap<>();
    private final Map<Visit, S3Client> clients = new ConcurrentHashMap<>();
    private final AwsCredentialsProvider nobody = AnonymousCredentialsProvider.create();

    private Rgw() {
        ceph.start("radosgw", "-n", "client.admin", "--rgw-frontends", "beast endpoint=" + endpoint.getAuthority());
        try (var http = HttpClient.newHttpClient()) {
            await("RGW")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(100))
                    .failFast(() -> {
                        if (!ceph.isAlive()) {
                            throw new IllegalStateException("RGW does not start.\n" + ceph.logs());
                        }
                    })
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() ->
                            http.send(HttpRequest.newBuilder(endpoint).build(), HttpResponse.BodyHandlers.discarding())
                                            .statusCode()
                                    == 200);
        }
    }

    /** The server; a test that asks for it is skipped where {@code BUCKETWARDEN_WITHOUT_CEPH=1} is set, and nowhere else. */
    public static Rgw get() {
        Assumptions.assumeFalse(SetUp.isLeftOut("ceph"), SetUp.leavesOut("ceph"));
        return Running.ONE;
    }

    /**
     * For tests of what this server does otherwise than AWS, and nothing else: another version may do it as AWS does. What we
     * promise has to hold on each.
     */
    public void assumeQuirksOf(int major) {
        Assumptions.assumeTrue(
                version.isOf(major),
                () -> "This quirk is known of Ceph " + major + ", and this is Ceph " + version.number());
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Such as 16.2.15. */
    public String version() {
        return version.number();
    }

    /** A user, made when first named. */
    public RgwUser user(String account, String name) {
        var user = new RgwUser(account, name);
        users.computeIfAbsent(user, u -> {
            admin(
                    u,
                    "user",
                    "create",
                    "--display-name=" + name,
                    "--access-key=" + u.accessKey(),
                    "--secret-key=" + u.secretKey());
            return u.credentials();
        });
        return user;
    }

    /** A user whom no policy document keeps out, as the administrator of the server may make one. */
    public RgwUser rescuer(String account) {
        var user = user(account, "rescuer");
        admin(user, "user", "modify", "--admin");
        return user;
    }

    /** A client of a user who comes from the server's own address. */
    public S3Client s3(RgwUser user) {
        return s3(user, HOME);
    }

    /** A client of a user who comes from an address 127.x.x.x. */
    public S3Client s3(RgwUser user, String from) {
        return clients.computeIfAbsent(new Visit(users.get(user), from), this::client);
    }

    /** A client that signs nothing. */
    public S3Client anonymous() {
        return clients.computeIfAbsent(new Visit(nobody, HOME), this::client);
    }

    /** The serial of a new device of the user and its code, as S3 takes both; good for one call, since no code is taken twice. */
    public String secondFactor(RgwUser user) {
        var serial = "device-" + devices.incrementAndGet();
        admin(
                user,
                "mfa",
                "create",
                "--totp-serial=" + serial,
                "--totp-seed=" + HexFormat.of().formatHex(DEVICE.seed()),
                "--totp-seed-type=hex",
                "--totp-seconds=" + DEVICE.step().toSeconds(),
                "--totp-window=2");
        return serial + " " + DEVICE.at(Instant.now());
    }

    private void admin(RgwUser user, String noun, String verb, String... more) {
        var whose = Stream.of(noun, verb, "--tenant=" + user.account(), "--uid=" + user.name());
        ceph.run("radosgw-admin", Stream.concat(whose, Stream.of(more)).toArray(String[]::new));
    }

    private S3Client client(Visit visit) {
        try {
            return S3Client.builder()
                    .httpClientBuilder(Apache5HttpClient.builder().localAddress(InetAddress.getByName(visit.from())))
                    .endpointOverride(endpoint)
                    .forcePathStyle(true)
                    .region(Region.of(REGION))
                    .credentialsProvider(visit.who())
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .addPlugin(LegacyMd5Plugin.create())
                    .build();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
