package io.bucketwarden.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bucketwarden.api.GrantedAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * STS and S3 of many accounts, in memory. Every role is given unless a test refuses it, and every request to S3 is noted
 * under the account whose credentials signed it.
 */
final class ManyAccounts implements AutoCloseable {

    static final String PAY = "111111111111";
    static final String SHOP = "222222222222";

    static final StaticCredentialsProvider OPERATOR =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("operator", "secret"));

    /** An answer other than the usual one; its body is XML, or empty. */
    record Answer(int status, String body) {
        static Answer error(int status, String code) {
            return new Answer(status, "<Error><Code>" + code + "</Code></Error>");
        }

        static Answer ofSts(int status, String code, String message) {
            return new Answer(
                    status,
                    "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                            + "</Message></Error><RequestId>0a1b</RequestId></ErrorResponse>");
        }
    }

    /** Connections of one account. */
    static final int CONNECTIONS = 2;

    private static final Pattern SIGNER = Pattern.compile("Credential=([^/]+)/");
    private static final String WHO = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
            <Arn>arn:aws:iam::999999999999:user/warden</Arn><UserId>AIDA</UserId><Account>999999999999</Account>\
            </GetCallerIdentityResult></GetCallerIdentityResponse>""";
    private static final String GIVEN = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>\
            <AccessKeyId>%s</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>\
            <Expiration>%s</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>""";

    /** The forms sent to STS. */
    final List<String> roleRequests = new CopyOnWriteArrayList<>();

    /** What S3 was asked, as {@code signer METHOD path}. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** By role. */
    final Map<String, Answer> refusals = new ConcurrentHashMap<>();

    /** By path and query. */
    final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /** By signer: requests that get no answer until the gate opens. */
    final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

    private final HttpServer server;

    ManyAccounts() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    static GrantedAccount account(String id) {
        return new GrantedAccount(id, role(id), null, List.of());
    }

    static String role(String id) {
        return "arn:aws:iam::" + id + ":role/teams/warden";
    }

    /** Has the operator work in them; to be closed by who opened. */
    Accounts open(RequestListener listener, InstantSource clock) {
        return new Accounts(s3(), OPERATOR, 1000, CONNECTIONS, listener, clock);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    Endpoint s3() {
        return new Endpoint(endpoint(), true, "us-east-1", true, true);
    }

    long requestsOf(String signer) {
        return requests.stream()
                .filter(request -> request.startsWith(signer + " "))
                .count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = exchange.getRequestMethod().equals("POST") ? sts(exchange) : object(exchange);
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer sts(HttpExchange exchange) throws IOException {
        var form = URLDecoder.decode(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return form.contains("Action=GetCallerIdentity") ? new Answer(200, WHO) : assumed(form);
    }

    private Answer assumed(String form) {
        roleRequests.add(form);
        var role = form.replaceFirst(".*RoleArn=([^&]+).*", "$1");
        var refusal = refusals.get(role);
        return refusal == null
                ? new Answer(
                        200,
                        GIVEN.formatted(role.split(":", 6)[4], Instant.now().plus(1, ChronoUnit.HOURS)))
                : refusal;
    }

    private Answer object(HttpExchange exchange) throws InterruptedException {
        var signature = SIGNER.matcher(exchange.getRequestHeaders().getFirst("Authorization"));
        var signer = signature.find() ? signature.group(1) : "nobody";
        var path = exchange.getRequestURI().toString();
        requests.add(signer + " " + exchange.getRequestMethod() + " " + path);
        var gate = held.get(signer);
        if (gate != null) {
            gate.await();
        }
        exchange.getResponseHeaders().add("x-amz-bucket-region", "eu-central-1");
        return answers.getOrDefault(path, new Answer(200, ""));
    }

    @Override
    public void close() {
        held.values().forEach(CountDownLatch::countDown);
        server.stop(0);
    }
}
