package io.bucketwarden.servers;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real kube-apiserver with its etcd, started once for all tests of a JVM, with our CRDs installed. */
public final class TestCluster {

    static final String VERSION = version();

    private static final class Running {
        private static final TestCluster ONE = new TestCluster();
    }

    private final KubeAPIServer server;
    private final KubernetesClient admin;

    private TestCluster() {
        var folder = folder();
        server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(folder.toString())
                .withApiServerVersion(VERSION)
                .withOfflineMode(true)
                .withApiServerFlag("--bind-address", "127.0.0.1")
                .build());
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        admin = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.getKubeConfigYaml()))
                .build();
        Crds.forEach(this::installCrd);
    }

    /** The cluster, started when first asked for. */
    public static TestCluster get() {
        return Running.ONE;
    }

    public KubernetesClient admin() {
        return admin;
    }

    /** The administrator's kubeconfig, as YAML. */
    public String kubeconfig() {
        return server.getKubeConfigYaml();
    }

    /** The kubectl that belongs to the server. */
    public static Path kubectl() {
        try (var platforms = Files.newDirectoryStream(folder().resolve("k8s"), VERSION + "-*")) {
            return platforms.iterator().next().resolve("kubectl");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who holds the lease {@code bucketwarden} of a namespace: empty when it was let go, null when there is none. */
    public String leaseHolder(String namespace) {
        var lease =
                admin.leases().inNamespace(namespace).withName("bucketwarden").get();
        return lease == null ? null : lease.getSpec().getHolderIdentity();
    }

    public String namespace(String name) {
        admin.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .serverSideApply();
        return name;
    }

    /** Installs a kind that is not ours. */
    public void install(Path crd) throws IOException {
        try (var yaml = Files.newInputStream(crd)) {
            installCrd(yaml);
        }
    }

    private void installCrd(InputStream yaml) {
        var crd = admin.apiextensions().v1().customResourceDefinitions().load(yaml);
        crd.serverSideApply();
        crd.waitUntilCondition(
                c -> c != null
                        && c.getStatus() != null
                        && c.getStatus().getConditions() != null
                        && c.getStatus().getConditions().stream()
                                .anyMatch(x -> "Established".equals(x.getType()) && "True".equals(x.getStatus())),
                30,
                TimeUnit.SECONDS);
    }

    private static String version() {
        try {
            return Files.readString(Path.of("src/test/kube/VERSION")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path folder() {
        return SetUp.of("kube");
    }
}
