package io.bucketwarden.command;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why the cluster of the kubeconfig cannot be asked, and what to do about it. */
public final class ClusterFailure {

    private static final String OTHERWISE = "set KUBECONFIG to the one of the cluster in which the operator runs";

    private ClusterFailure() {}

    /**
     * Why nothing is to be asked at all: what is named is not there, and another cluster must not be taken instead.
     *
     * @param kubeconfig files, separated as in a PATH; null or blank when none is named
     */
    public static Optional<String> missingFile(@Nullable String kubeconfig) {
        if (kubeconfig == null || kubeconfig.isBlank()) {
            return Optional.empty();
        }
        var files = List.of(kubeconfig.split(File.pathSeparator));
        return files.stream().anyMatch(file -> Files.exists(Path.of(file)))
                ? Optional.empty()
                : Optional.of(
                        String.join(", ", files)
                                + ": no such file. KUBECONFIG names it; name one that is there, or unset it for ~/.kube/config.");
    }

    /**
     * What an error of the API server, or of the way to it, means for the person who waits.
     *
     * @param server the address that was asked
     */
    public static String explain(KubernetesClientException e, URL server) {
        var said = e.getStatus() == null ? null : e.getStatus().getMessage();
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                "Your credentials were refused by " + server + ". Log in to the cluster again, or " + OTHERWISE + ".";
            case HttpURLConnection.HTTP_FORBIDDEN ->
                "The cluster refuses it: " + Objects.requireNonNullElse(said, "forbidden")
                        + ". Ask for that right, or use another kubeconfig.";
            case HttpURLConnection.HTTP_NOT_FOUND -> unknownKind(server);
            default -> said == null ? unanswered(e, server) : cannotBeAsked(server + " says: " + said, "Else ");
        };
    }

    /** What a cluster says that does not know a kind of ours at all, whatever name was asked for. */
    public static String unknownKind(URL server) {
        return "The cluster " + server + " does not know the resources of bucketwarden. Are its CRDs installed? Else "
                + OTHERWISE + ".";
    }

    private static String unanswered(KubernetesClientException e, URL server) {
        if (server.getHost().equals(URI.create(Config.DEFAULT_MASTER_URL).getHost())) {
            return "No kubeconfig found: KUBECONFIG is not set, there is no cluster in ~/.kube/config, and this does not"
                    + " run in a pod. Log in to the cluster, or " + OTHERWISE + ".";
        }
        var causes = Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                .toList();
        if (has(causes, UnknownHostException.class) || has(causes, UnresolvedAddressException.class)) {
            return cannotBeAsked("the name " + server.getHost() + " cannot be resolved", "Join its network, or ");
        }
        if (has(causes, HttpTimeoutException.class)) {
            return cannotBeAsked("no answer from " + server, "Join its network, or ");
        }
        if (has(causes, ConnectException.class)) {
            return cannotBeAsked("connection refused to " + server, "Start the cluster, or ");
        }
        var message = causes.reversed().stream()
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(causes.getLast().getClass().getSimpleName());
        return has(causes, SSLException.class)
                ? cannotBeAsked(
                        "no TLS with " + server + ": " + message, "Check the certificates in the kubeconfig, or ")
                : cannotBeAsked(message, "Check the kubeconfig, or ");
    }

    private static String cannotBeAsked(String why, String advice) {
        return "The cluster cannot be asked: " + why + ". " + advice + OTHERWISE + ".";
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> kind) {
        return causes.stream().anyMatch(kind::isInstance);
    }
}
