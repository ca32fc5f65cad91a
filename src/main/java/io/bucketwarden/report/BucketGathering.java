package io.bucketwarden.report;

import io.bucketwarden.api.BucketState;
import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.ExposureWindow;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.ChangedBy;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects what is said of one bucket. */
final class BucketGathering {

    private static final BinaryOperator<FacetFacts> GOVERNING = BinaryOperator.minBy(FacetFacts.WORST_FIRST);

    private final String name;
    private final @Nullable String account;
    private final Map<String, FacetFacts> facets = new HashMap<>();
    private final Set<String> policies = new LinkedHashSet<>();
    private final Set<Exposure> exposures = new LinkedHashSet<>();
    private final Set<ExposureWindow> windows = new LinkedHashSet<>();
    private final Set<ChangedBy> changes = new LinkedHashSet<>();
    private final List<UseFacts> uses = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private final Set<String> tracking = new LinkedHashSet<>();
    private @Nullable String region;
    private @Nullable BucketState state;

    BucketGathering(String name, @Nullable String account) {
        this.name = name;
        this.account = account;
    }

    void add(S3BucketPolicy policy, BucketStatus bucket) {
        var by = Gathering.name(policy);
        policies.add(by);
        region = region == null ? bucket.region() : region;
        worst(BucketState.of(bucket));
        var mode = policy.getStatus() == null ? null : policy.getStatus().mode();
        bucket.compliantFacets()
                .forEach(facet ->
                        facets.merge(facet, new FacetFacts(FacetStatus.compliant(facet), by, mode), GOVERNING));
        bucket.facets().forEach(facet -> facets.merge(facet.name(), new FacetFacts(facet, by, mode), GOVERNING));
        exposures.addAll(bucket.exposure());
        windows.addAll(bucket.exposureWindows());
        changes.addAll(bucket.lastChanges());
        if (bucket.message() != null) {
            gaps.add("It could not be looked at: " + bucket.message());
        }
        if (policy.getSpec() != null && policy.getSpec().accessTracking() != null) {
            tracking.add(by);
        }
    }

    void add(UseFacts use) {
        uses.add(use);
    }

    /**
     * A policy names it, and says nothing of it.
     *
     * @param toOthers whether it leaves it to other policies, which alone say how the bucket stands
     */
    void silent(String policy, boolean toOthers) {
        policies.add(policy);
        if (toOthers) {
            return;
        }
        worst(BucketState.Unknown);
        gaps.add("Its posture: policy " + policy + " says nothing of it yet.");
    }

    /**
     * There is a word of who uses it, and none of its posture.
     *
     * @param read whether the policy is among what was read
     * @param toOthers whether it leaves it to other policies
     */
    void unlisted(String policy, boolean read, boolean toOthers) {
        policies.add(policy);
        if (toOthers) {
            return;
        }
        worst(BucketState.Unknown);
        gaps.add(
                read
                        ? "Its posture: policy " + policy + " does not list it (it lists the 100 worst buckets)."
                        : "Its posture: policy " + policy + " is not among what was read.");
    }

    BucketFacts facts() {
        var declared = facets.values().stream()
                .sorted(Comparator.comparingInt(facet -> place(facet.name())))
                .toList();
        return new BucketFacts(
                name,
                account,
                region,
                state == null ? BucketState.Unknown : state,
                List.copyOf(policies),
                declared,
                Posture.facets().stream()
                        .filter(facet -> !facets.containsKey(facet))
                        .toList(),
                List.copyOf(exposures),
                windows.stream()
                        .sorted(Comparator.comparing(Windows::sortedBy).reversed())
                        .toList(),
                changes.stream()
                        .sorted(Comparator.comparing((ChangedBy change) -> change.time() == null ? "" : change.time())
                                .reversed())
                        .toList(),
                List.copyOf(uses),
                allGaps(declared));
    }

    private List<String> allGaps(List<FacetFacts> declared) {
        var all = new ArrayList<>(gaps);
        if (declared.isEmpty() && gaps.isEmpty()) {
            all.add("Its posture: nothing is said of any facet.");
        }
        for (var facet : declared) {
            var message = facet.status().message();
            if (facet.state() == FacetState.Unknown) {
                all.add(facet.name() + ": " + (message == null ? "it could not be read." : message));
            } else if (facet.state() == FacetState.Superseded) {
                all.add(facet.name() + ": another policy answers for it, which is not among what was read.");
            }
        }
        if (uses.isEmpty()) {
            all.add(
                    tracking.isEmpty()
                            ? "Who uses it: not tracked. Declare spec.accessTracking to have it read from access logs."
                            : "Who uses it: it is declared to be tracked, and nothing of it is among what was read.");
        }
        uses.forEach(use -> all.addAll(UseGaps.of(use)));
        return List.copyOf(all);
    }

    private void worst(BucketState one) {
        state = state == null || one.compareTo(state) < 0 ? one : state;
    }

    private static int place(String facet) {
        var place = List.copyOf(Posture.facets()).indexOf(facet);
        return place < 0 ? Integer.MAX_VALUE : place;
    }
}
