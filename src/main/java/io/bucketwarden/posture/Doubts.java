package io.bucketwarden.posture;

import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.PublicPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/**
 * In what ways a bucket that shows nothing open may be open all the same. What cannot change the answer is not asked for.
 *
 * @param unread why settings could not be read that may settle a doubt
 */
public record Doubts(List<Doubt> all, List<CallFailed> unread) {

    public static final Doubts NONE = new Doubts(List.of(), List.of());

    public Doubts {
        all = List.copyOf(all);
        unread = List.copyOf(unread);
    }

    /** Asks the bucket first, then its account. Nothing is thrown; a document that cannot be read is told elsewhere. */
    public static Doubts of(LiveBucket bucket) {
        var document = Reading.of(bucket::policyDocument).value().orElse(PolicyDocument.empty());
        var delegations = PublicPolicy.delegatingStatements(document).stream()
                .map(Doubt::of)
                .toList();
        var ofObjects = unless(
                List.of(
                        ofBucket(bucket, PublicAccessBlock::ignorePublicAcls),
                        ofAccount(bucket, PublicAccessBlock::ignorePublicAcls),
                        () -> isOwnerEnforced(bucket)),
                List.of(Doubt.ofObjects()));
        var ofAccessPoints = delegations.isEmpty()
                ? NONE
                : unless(
                        List.of(
                                ofBucket(bucket, PublicAccessBlock::restrictPublicBuckets),
                                ofAccount(bucket, PublicAccessBlock::restrictPublicBuckets)),
                        delegations);
        return new Doubts(
                Stream.concat(ofObjects.all.stream(), ofAccessPoints.all.stream())
                        .toList(),
                Stream.concat(ofObjects.unread.stream(), ofAccessPoints.unread.stream())
                        .distinct()
                        .toList());
    }

    /** A setting that could not be read may be the one that is on, so the doubts stand only when all are known to be off. */
    private static Doubts unless(List<Supplier<Boolean>> settings, List<Doubt> doubts) {
        var failures = new ArrayList<CallFailed>();
        for (var setting : settings) {
            var isOn = Reading.of(setting);
            if (isOn.value().orElse(false)) {
                return NONE;
            }
            isOn.failure().ifPresent(failures::add);
        }
        return failures.isEmpty() ? new Doubts(doubts, List.of()) : new Doubts(List.of(), failures);
    }

    private static Supplier<Boolean> ofBucket(LiveBucket bucket, Predicate<PublicAccessBlock> isOn) {
        return () -> isOn.test(PublicAccessBlock.of(bucket.publicAccessBlock()));
    }

    private static Supplier<Boolean> ofAccount(LiveBucket bucket, Predicate<PublicAccessBlock> isOn) {
        return () -> isOn.test(bucket.accountBlock());
    }

    private static boolean isOwnerEnforced(LiveBucket bucket) {
        return bucket.ownership()
                .map(OwnershipControlsRule::objectOwnershipAsString)
                .filter("BucketOwnerEnforced"::equals)
                .isPresent();
    }
}
