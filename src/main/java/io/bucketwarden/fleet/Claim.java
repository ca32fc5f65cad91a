package io.bucketwarden.fleet;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.S3BucketPolicy;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one policy has to say about one bucket.
 *
 * @param access how the policy gets in, which is never the way of another policy
 * @param granted the highest mode that its namespace is granted there
 * @param hangsOnRegion whether the region of the bucket decides if there is a claim at all
 * @param problem why there is none after all, now that it is known where the bucket is; null when it holds
 * @param governs the facets for which it is responsible
 * @param superseded the facets that it declares and another claim governs, and which that is
 */
public record Claim(
        S3BucketPolicy policy,
        BucketId bucket,
        GrantedAccount access,
        Mode granted,
        boolean hangsOnRegion,
        @Nullable Problem problem,
        Set<String> governs,
        Map<String, Claim> superseded) {

    /** A claim before it is known which others there are. */
    static Claim alone(
            S3BucketPolicy policy, BucketId bucket, GrantedAccount access, Mode granted, boolean hangsOnRegion) {
        return new Claim(policy, bucket, access, granted, hangsOnRegion, null, Set.of(), Map.of());
    }

    Claim with(Problem why) {
        return new Claim(policy, bucket, access, granted, hangsOnRegion, why, Set.of(), Map.of());
    }

    Claim with(Set<String> governing, Map<String, Claim> lost) {
        return new Claim(policy, bucket, access, granted, hangsOnRegion, problem, governing, lost);
    }

    public String uid() {
        return policy.getMetadata().getUid();
    }

    public Posture posture() {
        return Objects.requireNonNull(policy.getSpec().posture());
    }

    public boolean holds() {
        return problem == null;
    }

    /** What the policy asks and the grants allow, whichever is less. */
    public Mode mode() {
        var asked = policy.getSpec().effectiveMode();
        return asked.compareTo(granted) <= 0 ? asked : granted;
    }

    /** The account that has to own the bucket, or null where nobody can tell. */
    public @Nullable String owner() {
        return bucket.account().isEmpty() ? null : bucket.account();
    }

    /** Changes with everything that makes another look worth while, and with nothing else. */
    String signature() {
        return demand() + "|" + policy.reconcileRequestedAt();
    }

    Asked asked() {
        return new Asked(demand(), policy.reconcileRequestedAt());
    }

    private String demand() {
        return String.join(
                "|",
                uid(),
                String.valueOf(policy.getMetadata().getGeneration()),
                String.valueOf(policy.isPaused()),
                String.join(",", new TreeSet<>(policy.revertWish().facets())),
                String.join(",", new TreeSet<>(policy.acceptedLockouts())),
                String.valueOf(access),
                mode().name(),
                String.valueOf(problem),
                String.join(",", governs),
                superseded.entrySet().stream()
                        .map(lost -> lost.getKey() + "=" + lost.getValue().uid())
                        .collect(Collectors.joining(",")));
    }
}
