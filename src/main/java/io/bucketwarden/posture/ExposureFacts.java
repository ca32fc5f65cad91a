package io.bucketwarden.posture;

import io.bucketwarden.api.Exposure.Through;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Statement;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/**
 * All that decides how a bucket is open. What cannot change the answer is not asked for.
 *
 * @param ownership the rule of object ownership; empty when the bucket has none
 * @param secondOpinion whether S3 itself calls the document public; empty when it does not say
 */
record ExposureFacts(
        String bucketArn,
        Reading<GetBucketAclResponse> acl,
        Reading<PolicyDocument> document,
        Reading<PublicAccessBlock> bucketBlock,
        Reading<PublicAccessBlock> accountBlock,
        Reading<Optional<String>> ownership,
        Reading<Optional<Boolean>> secondOpinion) {

    static ExposureFacts of(LiveBucket bucket) {
        var facts = new ExposureFacts(
                bucket.identity().arn(),
                Reading.of(bucket::acl),
                Reading.of(bucket::policyDocument),
                Reading.of(() -> PublicAccessBlock.of(bucket.publicAccessBlock())),
                Reading.unasked(),
                Reading.unasked(),
                Reading.unasked());
        if (facts.document.value().stream()
                .flatMap(d -> d.statements().stream())
                .anyMatch(Statement::isAllow)) {
            facts = facts.withSecondOpinion(Reading.of(bucket::policyStatus));
        }
        if (Exposures.judge(facts).isOpen()) {
            facts = facts.withAccountBlock(Reading.of(bucket::accountBlock));
        }
        if (Exposures.judge(facts).effective().stream().anyMatch(it -> it.through() == Through.Acl)) {
            facts = facts.withOwnership(
                    Reading.of(() -> bucket.ownership().map(OwnershipControlsRule::objectOwnershipAsString)));
        }
        return facts;
    }

    ExposureFacts withSecondOpinion(Reading<Optional<Boolean>> opinion) {
        return new ExposureFacts(bucketArn, acl, document, bucketBlock, accountBlock, ownership, opinion);
    }

    ExposureFacts withAccountBlock(Reading<PublicAccessBlock> block) {
        return new ExposureFacts(bucketArn, acl, document, bucketBlock, block, ownership, secondOpinion);
    }

    ExposureFacts withOwnership(Reading<Optional<String>> rule) {
        return new ExposureFacts(bucketArn, acl, document, bucketBlock, accountBlock, rule, secondOpinion);
    }
}
