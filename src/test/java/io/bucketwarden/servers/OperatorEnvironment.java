package io.bucketwarden.servers;

import java.nio.file.Path;

/** What a process of the operator finds in its environment: a cluster and credentials, and nothing of whoever runs tests. */
public final class OperatorEnvironment {

    private OperatorEnvironment() {}

    /** Sets the environment up; flags, proxies and AWS settings that this process inherited stay behind. */
    public static void prepare(ProcessBuilder operator, Path kubeconfig) {
        var environment = operator.environment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("AWS_")
                        || name.startsWith("BUCKETWARDEN_")
                        || name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
        environment.put("KUBECONFIG", kubeconfig.toString());
        environment.put("AWS_ACCESS_KEY_ID", "test");
        environment.put("AWS_SECRET_ACCESS_KEY", "test");
    }
}
