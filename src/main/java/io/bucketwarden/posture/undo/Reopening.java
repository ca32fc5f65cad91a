package io.bucketwarden.posture.undo;

import com.fasterxml.jackson.databind.JsonNode;
import io.bucketwarden.api.Exposure;
import io.bucketwarden.posture.Exposures;
import io.bucketwarden.posture.Part;
import io.bucketwarden.posture.PublicAccessBlock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/** Whom a bucket lets in once its settings are what was kept, for whoever has them put back. Nothing is asked of S3. */
public final class Reopening {

    private static final PublicAccessBlock ALL_ON = new PublicAccessBlock(true, true, true, true);

    private final String bucket;
    private final Optional<List<Exposure>> grants;
    private final Optional<PublicAccessBlock> block;
    private final Optional<String> ownership;

    private Reopening(String bucket, Map<Part, JsonNode> kept) {
        this.bucket = bucket;
        block = Optional.ofNullable(kept.get(Part.PublicAccessBlock))
                .flatMap(BucketSettings.BLOCK::value)
                .map(it -> PublicAccessBlock.of(Optional.of(it)));
        ownership = Optional.ofNullable(kept.get(Part.Ownership))
                .flatMap(BucketSettings.OWNERSHIP::value)
                .map(OwnershipControlsRule::objectOwnershipAsString);
        grants = Optional.ofNullable(kept.get(Part.Acl))
                .flatMap(BucketSettings.ACL::value)
                .map(this::open);
    }

    /**
     * That it opens the bucket, to whom and through what, or that it may; empty when it does not.
     *
     * @param byFacet what was kept of the facets that are put back together
     */
    public static Optional<String> of(String bucket, Map<String, Kept> byFacet) {
        var parts = new EnumMap<Part, JsonNode>(Part.class);
        Kept.together(byFacet).values().forEach(kept -> parts.putAll(kept.parts()));
        return new Reopening(bucket, parts).told();
    }

    private List<Exposure> open(AccessControlPolicy acl) {
        var response = GetBucketAclResponse.builder().grants(acl.grants()).build();
        return Exposures.of(response, block.orElse(PublicAccessBlock.NOTHING), ownership)
                .effective();
    }

    private Optional<String> told() {
        var open = grants.orElse(List.of());
        if (!open.isEmpty()) {
            return Optional.of("This opens " + bucket + " to " + whom(open) + ": "
                    + open.stream()
                            .map(exposure -> String.valueOf(exposure.detail()))
                            .collect(Collectors.joining(", "))
                    + block.map(it -> ", and its public access block is " + (isOff(it) ? "off" : "off in part"))
                            .orElse(", unless its public access block keeps that out")
                    + ".");
        }
        if (block.isPresent()) {
            return block.get().equals(ALL_ON)
                    ? Optional.empty()
                    : Optional.of("This may open " + bucket + ": its public access block is "
                            + (isOff(block.get()) ? "off" : "off in part")
                            + ", so whatever its policy document and the ACLs of its objects let in counts.");
        }
        return ownership
                .filter(rule -> !rule.equals("BucketOwnerEnforced"))
                .map(_ -> "This may open objects of " + bucket
                        + ": their ACLs count again, unless its public access block keeps that out.");
    }

    private static boolean isOff(PublicAccessBlock block) {
        return block.equals(PublicAccessBlock.NOTHING);
    }

    private static String whom(List<Exposure> open) {
        return open.stream().anyMatch(exposure -> exposure.to() == Exposure.To.Everyone)
                ? "everyone"
                : "everyone with an AWS account";
    }
}
