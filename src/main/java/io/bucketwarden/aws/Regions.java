package io.bucketwarden.aws;

import io.bucketwarden.posture.AwsFailure;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** In which region a bucket is: asked once, then remembered. */
final class Regions {

    private static final String HEADER = "x-amz-bucket-region";

    private final S3Clients clients;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    Regions(S3Clients clients) {
        this.clients = clients;
    }

    /** @throws CallFailed when nobody can tell: no such bucket, no credentials, no network */
    String of(String bucket, @Nullable String owner) {
        var remembered = known.get(bucket);
        if (remembered != null) {
            return remembered;
        }
        var found = find(bucket, owner);
        known.put(bucket, found);
        return found;
    }

    void forget(String bucket) {
        known.remove(bucket);
    }

    private String find(String bucket, @Nullable String owner) {
        var home = clients.endpoint().region();
        try {
            var answer = clients.in(home)
                    .headBucket(r -> r.bucket(bucket).expectedBucketOwner(owner))
                    .sdkHttpResponse();
            return answer.firstMatchingHeader(HEADER).orElse(home);
        } catch (SdkException e) {
            // S3 names the region even where it refuses the call itself.
            var named = e instanceof AwsServiceException service ? AwsFailure.regionHeader(service) : null;
            if (named != null && e instanceof AwsServiceException service && service.statusCode() != 404) {
                return named;
            }
            var identity =
                    new BucketIdentity(bucket, home, BucketIdentity.partitionOf(home), owner, List.of(), null, false);
            throw AwsFailure.explain(e, "HeadBucket", "s3:ListBucket", identity);
        }
    }
}
