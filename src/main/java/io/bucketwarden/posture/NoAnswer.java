package io.bucketwarden.posture;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * Why a call got no answer, and what to check. The words are the same at every failure of one kind: they go into
 * status, which must not change when nothing else does.
 */
final class NoAnswer {

    private static final int DEEPEST = 16;

    private final List<Throwable> causes = new ArrayList<>();

    private NoAnswer(Throwable failure) {
        for (Throwable cause = failure; cause != null && causes.size() < DEEPEST; cause = cause.getCause()) {
            causes.add(cause);
        }
    }

    static String why(Throwable failure) {
        return new NoAnswer(failure).words();
    }

    private String words() {
        var unknown = first(UnknownHostException.class);
        if (unknown.isPresent()) {
            return "unknown host" + host(unknown.get()) + ". Check the endpoint, the region and DNS.";
        }
        if (has(CertificateExpiredException.class) || has(CertificateNotYetValidException.class)) {
            return "its TLS certificate is out of date. Renew it, or set the clock of the operator's node.";
        }
        if (has(SSLPeerUnverifiedException.class)) {
            return "its TLS certificate is for another host name. Check the endpoint.";
        }
        if (has(CertificateException.class)
                || has(CertPathBuilderException.class)
                || has(CertPathValidatorException.class)) {
            return "its TLS certificate is not trusted. Name a file with the authority that signed it by --ca-bundle"
                    + " (BUCKETWARDEN_CA_BUNDLE).";
        }
        if (has(SSLException.class)) {
            return "TLS could not be set up. Check that the endpoint speaks https.";
        }
        return connection();
    }

    private String connection() {
        if (has(ApiCallTimeoutException.class)
                || has(ApiCallAttemptTimeoutException.class)
                || has(SocketTimeoutException.class)) {
            return "timed out. Check network policies, the proxy and the route to it.";
        }
        if (has(ConnectException.class) && says("refused")) {
            return "connection refused. Check the endpoint, and that its server runs.";
        }
        if (has(ConnectException.class) || has(NoRouteToHostException.class)) {
            return "no route to the host. Check the endpoint and network policies.";
        }
        if (has(AbortedException.class)) {
            return "interrupted, since the operator stops.";
        }
        if (has(InterruptedIOException.class)) {
            return "no connection became free in time. Lower the concurrency.";
        }
        if (has(IOException.class)) {
            return "the connection broke off.";
        }
        return "the call failed before it was sent ("
                + causes.getLast().getClass().getSimpleName() + ").";
    }

    private <T> Optional<T> first(Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private boolean has(Class<?> type) {
        return first(type).isPresent();
    }

    private boolean says(String words) {
        return causes.stream().anyMatch(c -> String.valueOf(c.getMessage()).contains(words));
    }

    /** The resolver's message is the host, sometimes with words of the system's resolver after it. */
    private static String host(UnknownHostException e) {
        var message = e.getMessage();
        return message == null || message.isBlank() ? "" : " " + message.split("[:\\s]", 2)[0];
    }
}
