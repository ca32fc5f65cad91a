package io.bucketwarden.chart;

import io.bucketwarden.servers.AuditedCluster;
import io.bucketwarden.servers.OperatorEnvironment;
import io.bucketwarden.servers.OperatorProcess;
import io.bucketwarden.servers.Ports;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The operator as a Deployment describes it, in a process of its own in place of a container: its arguments, its
 * environment, and the rights of its service account.
 */
final class RenderedOperator implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final int pagePort;

    RenderedOperator(AuditedCluster cluster, Deployment deployment, AwsSessionCredentials who, Path folder)
            throws IOException {
        var pod = deployment.getSpec().getTemplate().getSpec();
        var container = pod.getContainers().getFirst();
        var namespace = deployment.getMetadata().getNamespace();
        log = folder.resolve("operator.log");
        var kubeconfig = Files.writeString(
                folder.resolve("kubeconfig"), cluster.kubeconfig(namespace, pod.getServiceAccountName()));
        var builder = OperatorEnvironment.process(OperatorProcess.compiled(), container.getArgs(), kubeconfig)
                .redirectOutput(log.toFile());
        var environment = builder.environment();
        container.getEnv().forEach(variable -> environment.put(variable.getName(), value(variable, namespace)));
        environment.put("AWS_ACCESS_KEY_ID", who.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", who.secretAccessKey());
        environment.put("AWS_SESSION_TOKEN", who.sessionToken());
        // A pod has all ports to itself.
        environment.put("BUCKETWARDEN_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("BUCKETWARDEN_MANAGEMENT_PORT", String.valueOf(Ports.free()));
        pagePort = Ports.free();
        environment.put("BUCKETWARDEN_PAGE_HOST", "127.0.0.1");
        environment.put("BUCKETWARDEN_PAGE_PORT", String.valueOf(pagePort));
        process = builder.start();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** The status page, where it has one. */
    URI page() {
        return URI.create("http://127.0.0.1:" + pagePort + "/");
    }

    private static String value(EnvVar variable, String namespace) {
        if (variable.getValueFrom() == null) {
            return variable.getValue();
        }
        if (variable.getValueFrom().getFieldRef().getFieldPath().equals("metadata.namespace")) {
            return namespace;
        }
        throw new IllegalArgumentException("what a kubelet would put into " + variable);
    }

    /** Tells it to end, as a kubelet does. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("it did not end:\n" + log());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
