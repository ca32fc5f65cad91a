package io.bucketwarden.fleet;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.S3BucketPolicy;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one policy has to say about one bucket.
 *
 * @param account how the bucket is reached
 * @param region where it is; null to have it found
 * @param mode what the policy asks and the grants allow, whichever is less
 * @param governs the facets for which it is responsible
 * @param superseded the facets that it declares and another policy governs, and which that is
 */
public record Claim(
        S3BucketPolicy policy,
        GrantedAccount account,
        @Nullable String region,
        Mode mode,
        Set<String> governs,
        Map<String, S3BucketPolicy> superseded) {

    /** A claim before it is known which others there are. */
    static Claim alone(S3BucketPolicy policy, GrantedAccount account, @Nullable String region, Mode mode) {
        return new Claim(policy, account, region, mode, Set.of(), Map.of());
    }

    public String uid() {
        return policy.getMetadata().getUid();
    }

    public Posture posture() {
        return Objects.requireNonNull(policy.getSpec().posture());
    }

    /** The account that has to own the bucket, or null where the operator's own is meant. */
    public @Nullable String owner() {
        return policy.getSpec().accountId() != null ? policy.getSpec().accountId() : account.id();
    }

    /** Changes with everything that makes another look worth while, and with nothing else. */
    String signature() {
        return String.join(
                "|",
                uid(),
                String.valueOf(policy.getMetadata().getGeneration()),
                String.valueOf(policy.isPaused()),
                String.valueOf(policy.reconcileRequestedAt()),
                String.valueOf(account),
                String.valueOf(region),
                mode.name(),
                String.join(",", governs),
                superseded.entrySet().stream()
                        .map(lost -> lost.getKey() + "="
                                + lost.getValue().getMetadata().getUid())
                        .collect(Collectors.joining(",")));
    }
}
