package io.bucketwarden.command.preview;

import io.bucketwarden.access.impact.Candidate;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.aws.ExemptPrincipals;
import io.bucketwarden.command.GivenPolicies;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Server;
import io.bucketwarden.posture.facet.Restrictions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the restrictions of policies.
 *
 * @param buckets null where nothing but the file is asked
 * @param exempt who is spared where nobody is asked
 * @param since from when on requests are read
 * @param inFolder whether the logs are in a folder, so that nobody has to be asked
 */
record PreviewTargets(
        @Nullable Buckets buckets, ExemptPrincipals exempt, String region, Instant since, boolean inFolder) {

    static final String WITHOUT_AWS = " The logs are in a folder, which needs no AWS: name the operator's role with"
            + " --operator-principal, and the owner of the bucket in spec.accountId.";

    /** Those of a policy on one bucket; none where it restricts nothing. */
    List<PreviewTarget> of(S3BucketPolicy policy, String bucket) {
        var spec = policy.getSpec();
        try {
            var restrictions =
                    Restrictions.candidates(Objects.requireNonNull(spec.posture()), identity(policy, bucket));
            var candidates = new ArrayList<Candidate>();
            restrictions
                    .byFacet()
                    .forEach((facet, restriction) ->
                            candidates.add(new Candidate(facet, restriction.document(), restriction.fingerprint())));
            var unknown = new LinkedHashMap<String, String>();
            restrictions.unknown().forEach((facet, why) -> unknown.put(facet, why.text() + wayOut()));
            return candidates.isEmpty() && unknown.isEmpty()
                    ? List.of()
                    : List.of(new PreviewTarget(GivenPolicies.name(policy), bucket, candidates, unknown, since));
        } catch (CallFailed e) {
            return List.of(PreviewTarget.unreachable(GivenPolicies.name(policy), bucket, e.text() + wayOut()));
        }
    }

    private String wayOut() {
        return inFolder && buckets != null ? WITHOUT_AWS : "";
    }

    private BucketIdentity identity(S3BucketPolicy policy, String bucket) {
        var spec = policy.getSpec();
        if (buckets != null) {
            return buckets.open(bucket, GrantedAccount.OWN, spec.accountId(), spec.region())
                    .identity();
        }
        var where = spec.region() == null ? region : spec.region();
        return new BucketIdentity(
                bucket,
                where,
                BucketIdentity.partitionOf(where),
                spec.accountId(),
                exempt.all(),
                null,
                Server.AWS,
                exempt.breakGlass());
    }
}
