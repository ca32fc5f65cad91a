package io.bucketwarden.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where S3 is.
 *
 * @param override the server to use instead of AWS, or null for AWS itself
 * @param pathStyle whether the bucket goes into the path instead of the host name
 * @param region the region to ask first, and the only one of a server that knows none
 * @param allowInsecure whether a plain http endpoint is known not to enforce {@code aws:SecureTransport}
 */
public record Endpoint(@Nullable URI override, boolean pathStyle, String region, boolean allowInsecure) {

    public boolean isAws() {
        return override == null || String.valueOf(override.getHost()).endsWith(".amazonaws.com");
    }

    /** Whether a TLS-only statement would deny our own calls. */
    boolean wouldBeDeniedByTlsOnly() {
        return override != null && "http".equals(override.getScheme()) && !allowInsecure;
    }
}
