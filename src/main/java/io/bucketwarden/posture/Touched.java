package io.bucketwarden.posture;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which reads of a bucket a change makes stale.
 *
 * @param everything whether all of them are, because the change is not known well enough
 * @param calls those that are when not everything is, as {@link LiveBucket} names them
 */
public record Touched(boolean everything, Set<String> calls) {

    public static final Touched NOTHING = new Touched(false, Set.of());
    public static final Touched EVERYTHING = new Touched(true, Set.of());

    /**
     * Whoever takes the block away mostly does so to open the bucket in the next call, of which may not have been heard yet.
     * Closed again without a look at the rest, nobody would ever know that it was open.
     */
    private static final Set<String> OPENINGS = Set.of(
            "GetPublicAccessBlock",
            "GetBucketAcl",
            "GetBucketOwnershipControls",
            "GetBucketPolicy",
            "GetBucketPolicyStatus");

    private record Kind(String prefix, Set<String> calls) {}

    /**
     * Matched from the top by how the name goes on after its verb. CloudTrail leaves "Configuration" away in some names,
     * and IAM actions leave "Bucket" away in others.
     */
    private static final List<Kind> KINDS = List.of(
            new Kind("BucketPublicAccessBlock", OPENINGS),
            new Kind("PublicAccessBlock", OPENINGS),
            new Kind("BucketPolicy", Set.of("GetBucketPolicy", "GetBucketPolicyStatus")),
            new Kind("BucketAcl", Set.of("GetBucketAcl")),
            // With BucketOwnerEnforced, S3 shows the ACL of the owner alone.
            new Kind("BucketOwnershipControls", Set.of("GetBucketOwnershipControls", "GetBucketAcl")),
            new Kind("BucketEncryption", Set.of("GetBucketEncryption")),
            new Kind("EncryptionConfiguration", Set.of("GetBucketEncryption")),
            new Kind("BucketVersioning", Set.of("GetBucketVersioning")),
            new Kind("BucketLogging", Set.of("GetBucketLogging")),
            new Kind("BucketTagging", Set.of("GetBucketTagging")),
            new Kind("TagResource", Set.of("GetBucketTagging")),
            new Kind("UntagResource", Set.of("GetBucketTagging")),
            new Kind("BucketLifecycle", Set.of("GetBucketLifecycleConfiguration")),
            new Kind("LifecycleConfiguration", Set.of("GetBucketLifecycleConfiguration")));

    public Touched {
        calls = everything ? Set.of() : Set.copyOf(calls);
    }

    /** What a write of ours touches, by its IAM action, such as {@code s3:PutBucketAcl}. */
    static Touched byOwn(String iamAction) {
        return iamAction.equals("s3:PutBucketPublicAccessBlock")
                ? new Touched(false, Set.of("GetPublicAccessBlock"))
                : by(iamAction.replaceFirst("^s3:", ""));
    }

    /**
     * What a change touches; everything for a name that is not known.
     *
     * @param change the name of an event, such as {@code PutBucketAcl}
     */
    public static Touched by(String change) {
        var subject = change.replaceFirst("^(Put|Delete)", "");
        return KINDS.stream()
                .filter(kind -> subject.startsWith(kind.prefix()))
                .findFirst()
                .map(kind -> new Touched(false, kind.calls()))
                .orElse(EVERYTHING);
    }

    public Touched and(Touched other) {
        if (everything || other.everything()) {
            return EVERYTHING;
        }
        var both = new HashSet<>(calls);
        both.addAll(other.calls());
        return new Touched(false, both);
    }

    /** Whether a read has to be made anew. */
    public boolean makesStale(String call) {
        return everything || calls.contains(call);
    }

    /** Whether a facet may be judged otherwise than before. */
    public boolean concerns(Facet<?, ?> facet) {
        return everything || facet.about().apiCalls().stream().anyMatch(calls::contains);
    }
}
