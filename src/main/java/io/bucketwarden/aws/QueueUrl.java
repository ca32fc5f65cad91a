package io.bucketwarden.aws;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Where a queue of SQS is.
 *
 * @param url its whole URL, as SQS names it
 * @param region null for a server that is not AWS, whose URLs name none
 * @param override the origin to ask instead of the usual endpoint of the region; null for that
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/sqs-service.html">Endpoints of SQS</a>
 */
public record QueueUrl(
        String url, @Nullable String region, @Nullable URI override) {

    private static final String LIKE = " Write it as SQS shows it, such as"
            + " https://sqs.eu-central-1.amazonaws.com/123456789012/bucketwarden-events.";

    private static final String DOMAIN = "\\.(?:amazonaws\\.com(?:\\.cn)?|amazonaws\\.eu|api\\.aws)";
    private static final String REGION = "(?<region>[a-z]{2,8}(?:-[a-z]{2,16})+-[0-9]{1,2})";
    private static final Pattern USUAL = Pattern.compile("sqs\\." + REGION + "\\.amazonaws\\.(?:com(?:\\.cn)?|eu)");
    private static final Pattern LEGACY = Pattern.compile("(?:" + REGION + "\\.)?queue\\.amazonaws\\.com");
    private static final Pattern OTHER =
            Pattern.compile("(?:[a-z0-9-]+\\.)*sqs(?:-fips)?\\." + REGION + "(?:\\.vpce)?" + DOMAIN);
    private static final Pattern ANY_AWS = Pattern.compile(".*" + DOMAIN);

    private static final Pattern ACCOUNT_AND_NAME =
            Pattern.compile("/(?<account>[0-9]{12})/(?<name>[A-Za-z0-9_-]{1,80}(?:\\.fifo)?)");
    private static final Pattern ANY_PATH = Pattern.compile("(?:/[A-Za-z0-9._-]{1,80}){1,4}");

    /**
     * Reads a URL of a queue.
     *
     * @throws IllegalArgumentException in words for people, when it is none
     */
    public static QueueUrl of(String url) {
        var uri = uri(url);
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        if (!ANY_AWS.matcher(host).matches()) {
            return elsewhere(url, uri);
        }
        if (!"https".equals(uri.getScheme())) {
            throw wrong(url, "does not start with https://, which AWS needs.");
        }
        if (!ACCOUNT_AND_NAME.matcher(path(uri)).matches()) {
            throw wrong(url, "does not end with /account/queue.");
        }
        return usual(host)
                .map(region -> new QueueUrl(url, region, null))
                .or(() -> region(OTHER.matcher(host)).map(region -> new QueueUrl(url, region, origin(uri))))
                .orElseThrow(() -> wrong(url, "is on a host of AWS that is none of SQS."));
    }

    /** The ARN to allow an action on; the URL where there is none. */
    public String resource() {
        var path = ACCOUNT_AND_NAME.matcher(path(URI.create(url)));
        if (region == null || !path.matches()) {
            return url;
        }
        var partition = PartitionMetadata.of(Region.of(region)).id();
        return "arn:" + partition + ":sqs:" + region + ":" + path.group("account") + ":" + path.group("name");
    }

    @Override
    public String toString() {
        return url;
    }

    /** Of a host that the SDK finds by itself; the legacy ones name the same queues as those of today. */
    private static Optional<String> usual(String host) {
        var legacy = LEGACY.matcher(host);
        return legacy.matches()
                ? Optional.of(Optional.ofNullable(legacy.group("region")).orElse("us-east-1"))
                : region(USUAL.matcher(host));
    }

    private static Optional<String> region(Matcher host) {
        return host.matches() ? Optional.of(host.group("region")) : Optional.empty();
    }

    private static QueueUrl elsewhere(String url, URI uri) {
        if (!ANY_PATH.matcher(path(uri)).matches()) {
            throw wrong(url, "names no queue after the host.");
        }
        return new QueueUrl(url, null, origin(uri));
    }

    private static URI uri(String url) {
        try {
            var uri = new URI(url);
            if (!Set.of("https", "http").contains(String.valueOf(uri.getScheme())) || uri.getHost() == null) {
                throw wrong(url, "is not a URL with https:// and a host.");
            }
            if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw wrong(withoutSecrets(uri), "has more than a host and a path.");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw wrong(url, "is not a URL: " + e.getReason() + ".");
        }
    }

    private static String path(URI uri) {
        return String.valueOf(uri.getRawPath());
    }

    private static URI origin(URI uri) {
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    }

    private static String withoutSecrets(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + path(uri);
    }

    private static IllegalArgumentException wrong(String url, String what) {
        return new IllegalArgumentException("The queue URL " + url + " " + what + LIKE);
    }
}
