package io.bucketwarden.aws;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.AwsFailure;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** In which region a bucket is: asked once, then remembered, as long as others are not asked for more lately. */
final class Regions {

    static final int REMEMBERED = 20_000;

    private static final String HEADER = "x-amz-bucket-region";

    private record Key(GrantedAccount access, String bucket) {}

    private final BiFunction<GrantedAccount, String, S3Client> clients;
    private final String home;
    private final Map<Key, String> known = Collections.synchronizedMap(new LatestUsed<>(REMEMBERED));

    /** @param home the region to ask, and the answer of a server that names none */
    Regions(BiFunction<GrantedAccount, String, S3Client> clients, String home) {
        this.clients = clients;
        this.home = home;
    }

    /** @throws CallFailed when nobody can tell: no such bucket, no credentials, no network */
    String of(GrantedAccount account, String bucket, @Nullable String owner) {
        var remembered = known.get(new Key(account.access(), bucket));
        return remembered == null ? now(account, bucket, owner) : remembered;
    }

    /** The same, asked now whatever is remembered. */
    String now(GrantedAccount account, String bucket, @Nullable String owner) {
        return now(account, bucket, owner, home);
    }

    /** @param otherwise the answer of a server that names none */
    String now(GrantedAccount account, String bucket, @Nullable String owner, String otherwise) {
        try {
            var found = find(account, bucket, owner);
            known.put(new Key(account.access(), bucket), found.orElse(home));
            return found.orElse(otherwise);
        } catch (CallFailed e) {
            if (e.reason() == Reason.BucketNotFound) {
                known.remove(new Key(account.access(), bucket));
            }
            throw e;
        }
    }

    /** In whichever account. */
    void forget(String bucket) {
        synchronized (known) {
            known.keySet().removeIf(key -> key.bucket().equals(bucket));
        }
    }

    private Optional<String> find(GrantedAccount account, String bucket, @Nullable String owner) {
        try {
            return clients.apply(account, home)
                    .headBucket(r -> r.bucket(bucket).expectedBucketOwner(owner))
                    .sdkHttpResponse()
                    .firstMatchingHeader(HEADER)
                    .filter(region -> !region.isBlank());
        } catch (SdkException e) {
            // S3 names the region even where it refuses the call itself.
            var named = e instanceof AwsServiceException service ? AwsFailure.regionHeader(service) : null;
            if (named != null && e instanceof AwsServiceException service && service.statusCode() != 404) {
                return Optional.of(named);
            }
            var identity = BucketIdentity.named(bucket, home, owner);
            throw AwsFailure.explain(withReason(e, account, bucket, owner), "HeadBucket", "s3:ListBucket", identity);
        }
    }

    /** An answer to HEAD has no body to say what is wrong with a request, such as an expired token; one to GET has. */
    private SdkException withReason(SdkException e, GrantedAccount account, String bucket, @Nullable String owner) {
        if (!(e instanceof AwsServiceException service) || service.statusCode() != 400) {
            return e;
        }
        try {
            // Needs the same permission as HeadBucket.
            clients.apply(account, home)
                    .listObjectsV2(r -> r.bucket(bucket).maxKeys(0).expectedBucketOwner(owner));
            return e;
        } catch (SdkException same) {
            return same;
        }
    }
}
