package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.operator.rules.Acceptance;
import java.util.List;
import java.util.Optional;

/**
 * All that a policy says of its buckets: where a status lists the worst of them, here are all. Insight shows what there is
 * at any moment; this says nothing while a bucket is to be looked at, also one of which something is known.
 */
record WholeStatus(Fleet fleet) {

    /** Empty while not each of the buckets was looked at; none of a policy that has no say. */
    Optional<List<BucketStatus>> of(S3BucketPolicy policy) {
        var standing = fleet.standing(policy.getMetadata().getUid());
        if (standing.isEmpty() && !Acceptance.allows(policy)) {
            return Optional.of(List.of());
        }
        return standing.filter(one -> !fleet.isListing(policy))
                .map(one -> fleet.book(policy).page(one.buckets()))
                .filter(page -> page.awaited() == 0)
                .map(Book.Page::statuses);
    }
}
