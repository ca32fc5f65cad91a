package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.iam.PublicPolicy;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Reading;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.Grant;

/**
 * The three ways in which a bucket is open, each read by itself: whoever denies the operator one read must not keep it
 * from closing what another one shows.
 */
record PublicExposure(
        Reading<BlockSettings> block, Reading<GetBucketAclResponse> acl, Reading<List<Statement>> publicStatements) {

    static PublicExposure of(LiveBucket bucket) {
        return new PublicExposure(
                Reading.of(() -> BlockSettings.of(bucket)),
                Reading.of(bucket::acl),
                Reading.of(() -> PublicPolicy.publicStatements(bucket.policyDocument())));
    }

    List<Drift> openSettings() {
        return block.value().map(BlockSettings::drifts).orElse(List.of());
    }

    List<Grant> publicGrants() {
        return acl.value().map(AclGrants::publicOnes).orElse(List.of());
    }

    /** The names of the statements that make the document public; empty when none does. */
    String statementNames() {
        return publicStatements.value().orElse(List.of()).stream()
                .map(statement -> "statement " + statement.sid().orElse("without Sid"))
                .collect(Collectors.joining(", "));
    }

    Optional<CallFailed> unread() {
        return Stream.of(block, acl, publicStatements)
                .flatMap(part -> part.failure().stream())
                .findFirst();
    }
}
