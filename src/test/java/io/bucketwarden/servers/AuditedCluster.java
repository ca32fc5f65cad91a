package io.bucketwarden.servers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An empty cluster, without our CRDs, that writes down what service accounts ask of it; started once for all tests of a
 * JVM. They share one release of Helm by name, and uninstall it.
 */
public final class AuditedCluster {

    /** One request of a service account, as the API server saw it. */
    public record Asked(String verb, String resource, String namespace, int code) {
        /** And not of what kinds there are, as everybody may. */
        public boolean isOfResource() {
            return !resource.isEmpty();
        }

        /** As a rule of a role would name it: verb, group and resource. */
        public String right() {
            return verb + " " + resource;
        }
    }

    private static final class Running {
        private static final AuditedCluster ONE = new AuditedCluster();
    }

    private final Path log;
    private final KubeAPIServer server;
    private final KubernetesClient admin;

    private AuditedCluster() {
        try {
            var folder = Files.createTempDirectory("audit");
            log = folder.resolve("audit.log");
            var policy = Files.writeString(folder.resolve("policy.yaml"), """
                    apiVersion: audit.k8s.io/v1
                    kind: Policy
                    omitStages: [RequestReceived]
                    rules:
                      - {level: Metadata, userGroups: ["system:serviceaccounts"]}
                      - {level: None}
                    """);
            server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                    .withTestDir(TestCluster.folder().toString())
                    .withApiServerVersion(TestCluster.VERSION)
                    .withOfflineMode(true)
                    .withApiServerFlag("--bind-address", "127.0.0.1")
                    .withApiServerFlag("--audit-policy-file", policy.toString())
                    .withApiServerFlag("--audit-log-path", log.toString())
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        admin = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.getKubeConfigYaml()))
                .build();
    }

    public static AuditedCluster get() {
        return Running.ONE;
    }

    public KubernetesClient admin() {
        return admin;
    }

    /** The administrator's kubeconfig, as YAML. */
    public String kubeconfig() {
        return server.getKubeConfigYaml();
    }

    public String token(String namespace, String serviceAccount) {
        return admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(serviceAccount)
                .tokenRequest()
                .getStatus()
                .getToken();
    }

    /** A kubeconfig with the rights of a service account, and no others, as in a pod of its namespace. */
    public String kubeconfig(String namespace, String serviceAccount) {
        var token = token(namespace, serviceAccount);
        try {
            var yaml = new YAMLMapper();
            var config = yaml.readTree(kubeconfig());
            ((ObjectNode) config.at("/users/0")).putObject("user").put("token", token);
            ((ObjectNode) config.at("/contexts/0/context")).put("namespace", namespace);
            return yaml.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void namespace(String name) {
        admin.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    /** What a service account has asked so far. */
    public List<Asked> asked(String namespace, String serviceAccount) throws IOException {
        var user = "system:serviceaccount:" + namespace + ":" + serviceAccount;
        var json = new ObjectMapper();
        try (var lines = Files.lines(log)) {
            return lines.map(line -> read(json, line))
                    .filter(event -> event.at("/user/username").asText().equals(user))
                    .map(AuditedCluster::asked)
                    .toList();
        }
    }

    private static JsonNode read(ObjectMapper json, String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Asked asked(JsonNode event) {
        var object = event.path("objectRef");
        var group = object.path("apiGroup").asText("");
        var resource = object.path("resource").asText();
        var sub = object.path("subresource").asText("");
        return new Asked(
                event.path("verb").asText(),
                (group.isEmpty() ? "" : group + "/") + resource + (sub.isEmpty() ? "" : "/" + sub),
                object.path("namespace").asText(""),
                event.at("/responseStatus/code").asInt());
    }
}
