package io.bucketwarden.aws;

import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.CallFailed;
import java.util.Map;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** One S3 client for each region of an account, each with its own request budget, all within its connections. */
final class S3Clients {

    /** More than AWS has. Regions come from specs, so their number must have an end. */
    static final int REGIONS = 64;

    private final HttpTransport transport;
    private final AwsCredentialsProvider credentials;
    private final int requestRate;
    private final Semaphore connections;

    /** One that is dropped may be in use still, so it is not closed; all that it holds is shared. */
    private final Map<String, S3Client> byRegion = new LatestUsed<>(REGIONS);

    /**
     * @param requestRate requests per second to one region, at least 1
     * @param connections connections in use at the same time, at least 1
     */
    S3Clients(HttpTransport transport, AwsCredentialsProvider credentials, int requestRate, int connections) {
        this.transport = transport;
        this.credentials = credentials;
        this.requestRate = requestRate;
        this.connections = new Semaphore(connections);
    }

    /**
     * The client for a region.
     *
     * @throws CallFailed when there can be no such region
     */
    synchronized S3Client in(String region) {
        if (!transport.endpoint().isRegion(region)) {
            throw new CallFailed(
                    Reason.WrongRegion,
                    "There can be no region named " + region
                            + ". Write one such as eu-central-1 in spec.region, or leave"
                            + " it out to have it found.");
        }
        return byRegion.computeIfAbsent(region, this::s3);
    }

    /**
     * A client whose {@code getPublicAccessBlock} asks for the settings of an account instead of those of a bucket; to
     * be closed after use.
     */
    S3Client ofAccount(String account) {
        return transport.ofAccount(account, credentials);
    }

    private S3Client s3(String region) {
        var budget = RequestBudget.perSecond(requestRate);
        var client = new SentOnce(transport.s3(region, credentials, budget));
        return new SecondLook(new PacedS3(client, budget, connections));
    }
}
