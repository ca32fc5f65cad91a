package io.bucketwarden.permissions;

import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LogTarget;
import io.bucketwarden.posture.facet.Facets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The actions of facets, told apart by what they act upon. */
final class FacetActions {

    static final String LIST_BUCKET = "s3:ListBucket";
    static final String READ_TAGS = "s3:GetBucketTagging";

    /** Of the account itself: IAM lets such an action be limited to no bucket. */
    static final List<String> OF_ACCOUNT = List.of("s3:GetAccountPublicAccessBlock");

    private final @Nullable Posture posture;

    private FacetActions(@Nullable Posture posture) {
        this.posture = posture;
    }

    static FacetActions ofAll() {
        return new FacetActions(null);
    }

    static FacetActions of(Posture posture) {
        return new FacetActions(posture);
    }

    /** On the governed buckets and, where it is of {@link #OF_ACCOUNT}, on their account. */
    List<Permission> on(List<String> buckets, Mode mode) {
        var permissions = new ArrayList<Permission>();
        // Whatever is declared, the region is found by HeadBucket.
        buckets.forEach(bucket -> permissions.add(new Permission(Purpose.READ, LIST_BUCKET, bucket)));
        Facets.ALL.stream()
                .filter(this::isDeclared)
                .forEach(facet -> actions(facet)
                        .filter(action -> mode == Mode.Enforce || isRead(action))
                        .forEach(action -> permissions.addAll(permissions(action, buckets))));
        return permissions;
    }

    private boolean isDeclared(Facet<?, ?> facet) {
        return posture == null || facet.desired(posture).isPresent();
    }

    /** Also what enforcing would read: plan looks at it without writing. */
    private Stream<String> actions(Facet<?, ?> facet) {
        var about = facet.about();
        return Stream.concat(about.readActions().stream(), about.writeActions().stream())
                .filter(action -> !action.equals(READ_TAGS) || asksForTags())
                .filter(action -> !isOnlyOfTargets(facet, action));
    }

    /** Tags decide only where a policy lets a tag except a bucket. */
    private boolean asksForTags() {
        return posture == null
                || (posture.publicAccess() != null && posture.publicAccess().exemptTag() != null);
    }

    /** What is asked of a log target, and not of the bucket that logs to it. */
    private boolean isOnlyOfTargets(Facet<?, ?> facet, String action) {
        return posture != null
                && facet.desired(posture)
                        .filter(Posture.Logging.class::isInstance)
                        .isPresent()
                && LogTarget.READ_ACTIONS.contains(action)
                && !LogTarget.SOURCE_ACTIONS.contains(action);
    }

    private static List<Permission> permissions(String action, List<String> buckets) {
        if (OF_ACCOUNT.contains(action)) {
            return List.of(new Permission(Purpose.ACCOUNT, action, "*"));
        }
        var purpose = isRead(action) ? Purpose.READ : Purpose.WRITE;
        return buckets.stream()
                .map(bucket -> new Permission(purpose, action, bucket))
                .toList();
    }

    /** Of the actions of facets, those that change nothing. */
    static boolean isRead(String action) {
        return action.matches("s3:(Get|List)[A-Za-z]+");
    }

    /** What is asked of the bucket that is to receive the logs of the governed ones. */
    static List<Permission> onLogTarget(String partition, Posture posture) {
        var logging = posture.logging();
        return logging == null || logging.targetBucket() == null
                ? List.of()
                : LogTarget.READ_ACTIONS.stream()
                        .map(action -> new Permission(
                                Purpose.LOG_TARGETS,
                                action,
                                Arns.bucket(partition, Objects.requireNonNull(logging.targetBucket()))))
                        .toList();
    }
}
