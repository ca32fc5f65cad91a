package io.bucketwarden.servers;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process of the operator finds in its environment: a cluster and credentials, and nothing of whoever runs tests. */
public final class OperatorEnvironment {

    private OperatorEnvironment() {}

    /**
     * A process to be started, whose environment may be added to. Flags, proxies and AWS settings that this process inherited
     * stay behind.
     *
     * @param command what comes before the arguments of the operator
     */
    public static ProcessBuilder process(List<String> command, List<String> arguments, Path kubeconfig) {
        var all = Stream.concat(command.stream(), arguments.stream()).toList();
        var operator = new ProcessBuilder(all).redirectErrorStream(true);
        var environment = operator.environment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("AWS_")
                        || name.startsWith("BUCKETWARDEN_")
                        || name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
        environment.put("KUBECONFIG", kubeconfig.toString());
        environment.put("AWS_ACCESS_KEY_ID", "test");
        environment.put("AWS_SECRET_ACCESS_KEY", "test");
        return operator;
    }
}
