package io.bucketwarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom an API server keeps waiting. */
class ClusterDoorkeeperTest {

    private static final List<String> MANY =
            IntStream.range(0, 500).mapToObj(i -> "ns-" + i).toList();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch allPlaces = new CountDownLatch(ClusterDoorkeeper.NAMESPACES);
    private final CountDownLatch go = new CountDownLatch(1);
    private HttpServer api;
    private KubernetesClient client;

    @BeforeEach
    void start() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.setExecutor(threads);
        api.createContext("/", this::answer);
        api.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + api.getAddress().getPort())
                        .build())
                .build();
    }

    @AfterEach
    void stop() {
        go.countDown();
        client.close();
        api.stop(0);
        threads.close();
    }

    @Test
    void others_sign_in_while_it_is_asked_about_many_namespaces_of_one() throws Exception {
        var doorkeeper = new ClusterDoorkeeper(client, InstantSource.system());
        var ann = doorkeeper.whose("ann").orElseThrow();
        var sight = threads.submit(() -> doorkeeper.sight(ann, MANY));
        assertThat(allPlaces.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(doorkeeper.whose("bob").orElseThrow().user()).isEqualTo("bob");
        assertThat(doorkeeper.sight(doorkeeper.whose("root").orElseThrow(), MANY))
                .isEqualTo(new Sight.Everything());

        go.countDown();
        var seen = (Sight.Only) sight.get();
        assertThat(seen.namespaces()).contains("ns-7");
        assertThat(seen.unasked()).isZero();
    }

    /** The user is who the token says; namespaces that end with 7 may be seen, and root may see all. */
    private void answer(HttpExchange exchange) throws IOException {
        var asked = new ObjectMapper().readTree(exchange.getRequestBody()).path("spec");
        String status;
        if (exchange.getRequestURI().getPath().contains("tokenreviews")) {
            status = """
                    {"kind":"TokenReview","apiVersion":"authentication.k8s.io/v1",\
                    "status":{"authenticated":true,"user":{"username":"%s"}}}""".formatted(asked.path("token").asText());
        } else {
            var namespace = asked.at("/resourceAttributes/namespace").asText();
            if (!namespace.isEmpty()) {
                allPlaces.countDown();
                await(go);
            }
            status = """
                    {"kind":"SubjectAccessReview","apiVersion":"authorization.k8s.io/v1","status":{"allowed":%s}}""".formatted(namespace.endsWith("7")
                    || asked.path("user").asText().equals("root"));
        }
        var bytes = status.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(201, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
