package io.bucketwarden.command;

import io.bucketwarden.Main;
import io.bucketwarden.servers.Identity;
import io.fabric8.kubernetes.client.Config;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** A command as somebody with this kubeconfig and these credentials types it, but in this JVM, which starts sooner. */
public final class Typed implements AutoCloseable {

    private final StringWriter said = new StringWriter();
    private final Identity identity;

    public Typed(Path kubeconfig, AwsCredentials credentials) {
        System.setProperty(Config.KUBERNETES_KUBECONFIG_FILE, kubeconfig.toString());
        identity = Identity.of(credentials);
    }

    /** Returns the exit code. */
    public int run(List<String> arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said, true))
                .execute(arguments.toArray(String[]::new));
    }

    /** All that was printed, also of errors. */
    public String said() {
        return said.toString();
    }

    @Override
    public void close() {
        identity.close();
        System.clearProperty(Config.KUBERNETES_KUBECONFIG_FILE);
    }
}
