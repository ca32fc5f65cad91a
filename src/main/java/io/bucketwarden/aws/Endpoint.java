package io.bucketwarden.aws;

import io.bucketwarden.posture.Server;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where S3 is.
 *
 * @param override the server to use instead of AWS, or null for AWS itself
 * @param pathStyle whether the bucket goes into the path instead of the host name
 * @param region the region to ask first, and the only one of a server that knows none
 * @param allowInsecure whether a plain http endpoint is known not to enforce {@code aws:SecureTransport}
 * @param principalKeys whether a server other than AWS is known to fill the condition keys of the principal as AWS does
 * @param trusted certificates that are trusted beside those of the JVM; null for none
 */
public record Endpoint(
        @Nullable URI override,
        boolean pathStyle,
        String region,
        boolean allowInsecure,
        boolean principalKeys,
        @Nullable CaBundle trusted) {

    private static final List<String> AWS_DOMAINS = List.of(".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu");
    private static final Pattern AWS_REGION = Pattern.compile("[a-z]{2,8}(-[a-z]{2,16})+-[0-9]{1,2}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?");

    /** Trusts what the JVM trusts. */
    public Endpoint(
            @Nullable URI override, boolean pathStyle, String region, boolean allowInsecure, boolean principalKeys) {
        this(override, pathStyle, region, allowInsecure, principalKeys, null);
    }

    public boolean isAws() {
        if (override == null) {
            return true;
        }
        var host = String.valueOf(override.getHost()).toLowerCase(Locale.ROOT);
        return AWS_DOMAINS.stream().anyMatch(host::endsWith);
    }

    /** Whether this could be the name of a region here; other servers than AWS name theirs more freely. */
    boolean isRegion(String name) {
        return name.equals(region)
                || (isAws() ? AWS_REGION : LABEL).matcher(name).matches();
    }

    /** What the server makes of a request. */
    Server server() {
        var plainHttp = override != null && "http".equals(override.getScheme()) && !allowInsecure;
        return new Server(plainHttp, principalKeys || isAws());
    }
}
