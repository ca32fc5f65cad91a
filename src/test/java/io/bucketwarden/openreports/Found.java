package io.bucketwarden.openreports;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Drift;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.facet.Facets;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;

/** Buckets of which something was found. */
final class Found {

    static final String SINCE = "2026-11-23T08:00:00Z";
    static final List<About> FACETS = Facets.ALL.stream().map(Facet::about).toList();

    private Found() {}

    static BucketStatus bucket(String name, FacetStatus... facets) {
        return bucket(name, List.of(), facets);
    }

    static BucketStatus bucket(String name, List<String> compliant, FacetStatus... facets) {
        var verdict = facets.length == 0 ? Condition.Status.True : Condition.Status.False;
        return new BucketStatus(
                name, "eu-central-1", "123456789012", verdict, null, compliant, List.of(facets), List.of());
    }

    static BucketStatus unreachable(String name, String why) {
        return new BucketStatus(name, null, null, Condition.Status.Unknown, why, List.of(), List.of(), List.of());
    }

    static FacetStatus facet(String name, FacetState state, Drift... drifts) {
        return new FacetStatus(name, state, SINCE, List.of(drifts), null, null);
    }

    static FacetStatus suspended() {
        return facet("versioning", FacetState.Drifted, new Drift("versioning.status", "Enabled", "Suspended"));
    }

    static S3BucketPolicyStatus status(Condition.Type type, Condition.Status status, Reason reason) {
        var condition = new Condition(type, status, reason, "Why.", 1L, SINCE);
        return new S3BucketPolicyStatus(1L, null, null, null, List.of(), null, null, null, List.of(condition));
    }

    static S3BucketPolicy policy(String name) {
        var policy = new S3BucketPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("payments")
                .withUid("uid-of-" + name)
                .build());
        return policy;
    }
}
