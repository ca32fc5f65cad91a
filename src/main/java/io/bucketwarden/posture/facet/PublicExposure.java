package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.Exposure.Through;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Exposures;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.PublicAccessBlock;
import io.bucketwarden.posture.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The three ways in which a bucket is open, each read by itself: whoever denies the operator one read must not keep it
 * from closing what another one shows.
 *
 * @param tags read only when they decide: a tag is declared, and the bucket differs
 */
record PublicExposure(Reading<PublicAccessBlock> block, Exposures exposures, Reading<Map<String, String>> tags) {

    private static final String PRIVATE = "private";

    static PublicExposure of(LiveBucket bucket) {
        return new PublicExposure(
                Reading.of(() -> PublicAccessBlock.of(bucket.publicAccessBlock())),
                Exposures.of(bucket),
                Reading.unasked());
    }

    PublicExposure withTags(LiveBucket bucket) {
        return new PublicExposure(block, exposures, Reading.of(bucket::tags));
    }

    List<Drift> drifts() {
        var drifts = new ArrayList<>(openSettings());
        through(Through.Acl)
                .forEach(grant ->
                        drifts.add(new Drift("publicAccess.acl", PRIVATE, "public: " + exposures.describe(grant))));
        if (!through(Through.PolicyDocument).isEmpty()) {
            drifts.add(new Drift("publicAccess.policyDocument", PRIVATE, "public: " + statements()));
        }
        return List.copyOf(drifts);
    }

    List<Drift> openSettings() {
        return block.value().map(BlockSettings::drifts).orElse(List.of());
    }

    List<Exposure> through(Through through) {
        return exposures.all().stream().filter(it -> it.through() == through).toList();
    }

    /** Each way through the policy document in words, and what S3 itself says of it where that differs; no full stop. */
    String statements() {
        return Stream.concat(
                        through(Through.PolicyDocument).stream().map(exposures::describe), exposures.remarks().stream())
                .collect(Collectors.joining("; "))
                .replaceFirst("\\.$", "");
    }

    Optional<CallFailed> unread() {
        return Stream.of(tags.failure().stream(), block.failure().stream(), exposures.unreadGrants().stream())
                .flatMap(part -> part)
                .findFirst();
    }
}
