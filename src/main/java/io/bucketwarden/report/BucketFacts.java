package io.bucketwarden.report;

import io.bucketwarden.api.BucketState;
import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.ExposureWindow;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketAccessStatus.Phase;
import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import io.bucketwarden.api.S3BucketPolicyStatus.ChangedBy;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one bucket, from all policies that have a say in it.
 *
 * @param account null where no policy tells it
 * @param region null where it is not known
 * @param state the worst that one of its policies says
 * @param facets those that are declared, as their governing policy says, in the order of the spec
 * @param undeclared facets that no policy declares
 * @param windows from when to when it was open, the newest first
 * @param uses who uses it, for each policy that has it tracked
 * @param gaps what is not known of it, and why
 */
public record BucketFacts(
        String name,
        @Nullable String account,
        @Nullable String region,
        BucketState state,
        List<String> policies,
        List<FacetFacts> facets,
        List<String> undeclared,
        List<Exposure> exposures,
        List<ExposureWindow> windows,
        List<ChangedBy> changes,
        List<UseFacts> uses,
        List<String> gaps) {

    /** What needs somebody first: by state, then by how many facets are not as declared, and how many newcomers use it. */
    public static final Comparator<BucketFacts> WORST_FIRST = Comparator.comparing(BucketFacts::state)
            .thenComparing(Comparator.comparingLong(BucketFacts::troubles).reversed())
            .thenComparing(Comparator.comparingLong(BucketFacts::newcomers).reversed())
            .thenComparing(BucketFacts::name)
            .thenComparing(bucket -> bucket.account() == null ? "" : bucket.account());

    /** Facets that are not as declared, exempt ones among them. */
    public long troubles() {
        return facets.stream()
                .filter(facet -> facet.state() != FacetState.Compliant && facet.state() != FacetState.Superseded)
                .count();
    }

    /** Whether the public gets in, be it exempt or not. */
    public boolean isPublic() {
        return exposures.stream().anyMatch(Exposure::isEffective);
    }

    /** Those that are counted: what was tracked before by a policy without a say counts only where there is nothing else. */
    List<UseFacts> counted() {
        var current = uses.stream().filter(use -> !use.leftToOthers()).toList();
        return current.isEmpty() ? uses : current;
    }

    boolean isTracked() {
        return !uses.isEmpty();
    }

    /** Whether it is still learned who uses it. */
    boolean isLearning() {
        return counted().stream().anyMatch(use -> use.status().phase() == Phase.Learning);
    }

    /** Accessors that came after learning and nobody has acknowledged. */
    long newcomers() {
        return counted().stream().mapToLong(UseFacts::newcomers).sum();
    }

    long accessors() {
        return counted().stream().mapToLong(UseFacts::accessors).sum();
    }

    long alerts() {
        return counted().stream().mapToLong(use -> use.status().alerts().size()).sum();
    }

    /** What its restrictions would have denied. */
    List<Preview> previews() {
        return counted().stream()
                .flatMap(use -> use.status().previews().stream())
                .toList();
    }

    /** Facets of which it is known that they are as declared. */
    long compliant() {
        return facets.stream()
                .filter(facet -> facet.state() == FacetState.Compliant)
                .count();
    }
}
