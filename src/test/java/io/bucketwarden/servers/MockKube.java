package io.bucketwarden.servers;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An API server in memory with our CRDs. It stores, versions and watches, but knows no schema, no defaults, no admission
 * and no field ownership: what depends on those belongs on the real one.
 */
public final class MockKube implements AutoCloseable {

    // Held here, since java.util.logging forgets the level of a logger that nobody holds.
    private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

    static {
        REQUESTS.setLevel(Level.WARNING);
    }

    private final Api api = new Api();
    private final KubernetesMockServer server;
    private final KubernetesClient client;

    public MockKube() {
        server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), api, false);
        server.init();
        client = server.createClient();
        Crds.forEach(yaml -> client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .load(yaml)
                .create());
    }

    public KubernetesClient client() {
        return client;
    }

    /** The next write of a status gets this answer and changes nothing. */
    public void refuseNextStatus(int code) {
        api.refusals.add(code);
    }

    /** Whether every refusal was answered. */
    public boolean hasRefused() {
        return api.refusals.isEmpty();
    }

    /** Status writes that were let through, those that changed nothing included. */
    public int statusWrites() {
        return api.statusWrites.get();
    }

    @Override
    public void close() {
        client.close();
        try {
            server.destroy();
        } catch (IllegalStateException e) {
            // On a busy machine its threads may outlast its patience; they end with the process, and prove nothing.
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
        }
    }

    /** Adds the one server-side apply that we use: that of a whole status by its only owner, which is a replacement. */
    private static final class Api extends KubernetesCrudDispatcher {

        private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
        private final AtomicInteger statusWrites = new AtomicInteger();

        @Override
        public MockResponse handlePatch(RecordedRequest request) {
            var path = request.getPath().replaceFirst("[?].*", "");
            var type = String.valueOf(request.getHeader("Content-Type"));
            if (!type.startsWith(PatchType.SERVER_SIDE_APPLY.getContentType()) || !path.endsWith("/status")) {
                return super.handlePatch(request);
            }
            var refusal = refusals.poll();
            if (refusal != null) {
                var status = new StatusBuilder().withCode(refusal).withMessage("as the test says");
                return new MockResponse().setResponseCode(refusal).setBody(Serialization.asJson(status.build()));
            }
            statusWrites.incrementAndGet();
            var body = new Buffer(request.getUtf8Body().getBytes(StandardCharsets.UTF_8));
            return handleUpdate(
                    new RecordedRequest(request.getHttpVersion(), HttpMethod.PUT, path, request.getHeaders(), body));
        }
    }
}
