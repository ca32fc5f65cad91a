package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Remedy;
import java.util.List;
import java.util.Optional;

/** A facet that is one or more statements of the policy document, owned by Sid. */
abstract class PolicyFacet<D> implements Facet<D, PolicyFacet.Observed> {

    /** The document as it is, and the statements as they should be for this very bucket. */
    record Observed(PolicyDocument document, List<Statement> wanted) {}

    /** The statements that the spec asks for. */
    abstract List<Statement> statements(D desired, BucketIdentity bucket);

    /** The statements that a posture asks for; empty when the facet is unmanaged. */
    final Optional<List<Statement>> wanted(Posture posture, BucketIdentity bucket) {
        return desired(posture).map(desired -> statements(desired, bucket));
    }

    @Override
    public final Observed observe(LiveBucket bucket, D desired) {
        return new Observed(bucket.policyDocument(), statements(desired, bucket.identity()));
    }

    @Override
    public final List<Drift> compare(D desired, Observed observed) {
        return OwnStatements.compare(name(), observed.document(), observed.wanted(), sids());
    }

    @Override
    public final List<Remedy> remedy(D desired, Observed observed) {
        return OwnStatements.remedy(observed.document(), observed.wanted(), sids());
    }
}
