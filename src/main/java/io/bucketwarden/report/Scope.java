package io.bucketwarden.report;

import io.bucketwarden.api.S3BucketPolicy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which buckets are asked for: one by its name, those of an account, or all; both null for all. */
public record Scope(@Nullable String bucket, @Nullable String account) {

    boolean includes(BucketFacts facts) {
        return (bucket == null || bucket.equals(facts.name())) && (account == null || account.equals(facts.account()));
    }

    boolean mayInclude(S3BucketPolicy policy) {
        var spec = policy.getSpec();
        return bucket == null
                || spec == null
                || spec.bucketName() == null
                || spec.bucketName().equals(bucket);
    }

    /** Of buckets whose account nobody tells, it is not known whether they belong. */
    Optional<String> leftOut(List<BucketFacts> all) {
        var count = account == null
                ? 0
                : all.stream().filter(facts -> facts.account() == null).count();
        return count == 0
                ? Optional.empty()
                : Optional.of(Words.count(count, "bucket")
                        + " of which no policy tells the account: not shown here, and perhaps of this account."
                        + " Declare spec.accountId in their policies.");
    }

    String title() {
        if (bucket != null) {
            return "Bucket " + bucket;
        }
        return account == null ? "All buckets" : "Account " + account;
    }
}
