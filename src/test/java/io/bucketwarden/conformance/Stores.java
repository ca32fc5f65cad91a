package io.bucketwarden.conformance;

import io.bucketwarden.aws.Endpoint;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.Rgw;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;

/** Finds out where the suite runs. */
final class Stores {

    /** What is written here is seen at once; a second look makes sure of it. */
    private static final Duration LOCAL = Duration.ofMillis(100);

    /** Two regions of each partition, which need not be opted in to. */
    private static final Map<String, List<String>> REGIONS = Map.of(
            "aws", List.of("us-east-1", "eu-west-1"),
            "aws-cn", List.of("cn-north-1", "cn-northwest-1"),
            "aws-us-gov", List.of("us-gov-west-1", "us-gov-east-1"));

    private Stores() {}

    /** The moto of the tests, started. */
    static Store moto() {
        var moto = Moto.get();
        return new Store(
                Store.Kind.moto,
                Moto.version(),
                new Endpoint(moto.endpoint(), true, "us-east-1", true, true),
                Moto.CREDENTIALS,
                "123456789012",
                "arn:aws:sts::123456789012:user/moto",
                null,
                List.of(),
                "eu-west-1",
                LOCAL);
    }

    /** The Ceph RGW of the tests, started. */
    static Store rgw() {
        var rgw = Rgw.get();
        var user = rgw.user("111111111111", "conformance");
        return new Store(
                Store.Kind.rgw,
                rgw.version(),
                new Endpoint(rgw.endpoint(), true, Rgw.REGION, true, false),
                user.credentials(),
                user.account(),
                user.arn(),
                user.account(),
                List.of(user.arn()),
                "eu-west-1",
                LOCAL);
    }

    /**
     * AWS, or what AWS_ENDPOINT_URL_S3 names in its place, as the caller of the credentials that are found.
     *
     * @param elsewhere another region; null to choose one
     * @throws SdkClientException when there are no credentials, or STS does not answer
     */
    static Store aws(AwsCredentialsProvider credentials, @Nullable String elsewhere, Duration settles) {
        var region = homeRegion();
        var instead = System.getenv("AWS_ENDPOINT_URL_S3");
        var override = instead == null || instead.isBlank() ? null : URI.create(instead);
        var endpoint = new Endpoint(override, override != null, region, override != null, true);
        var builder = StsClient.builder().region(Region.of(region)).credentialsProvider(credentials);
        if (override != null) {
            builder.endpointOverride(override);
        }
        try (var sts = builder.build()) {
            var who = sts.getCallerIdentity();
            return new Store(
                    Store.Kind.aws,
                    "",
                    endpoint,
                    credentials,
                    who.account(),
                    who.arn(),
                    null,
                    List.of(),
                    elsewhere == null ? another(region) : elsewhere,
                    settles);
        }
    }

    private static String homeRegion() {
        try {
            return new DefaultAwsRegionProviderChain().getRegion().id();
        } catch (SdkClientException e) {
            return "us-east-1";
        }
    }

    private static String another(String region) {
        return REGIONS.getOrDefault(BucketIdentity.partitionOf(region), List.of(region)).stream()
                .filter(it -> !it.equals(region))
                .findFirst()
                .orElse(region);
    }
}
