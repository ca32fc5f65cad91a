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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects what is said of one bucket. */
final class BucketGathering {

    private static final BinaryOperator<FacetFacts> GOVERNING = BinaryOperator.minBy(FacetFacts.TELLING_MOST_FIRST);

    private static final List<String> ORDER = List.copyOf(Posture.facets());

    private final String name;
    private final @Nullable String account;
    private final Map<String, FacetFacts> facets = new HashMap<>();

    /** Facets that a policy in force answers for. */
    private final Set<String> answered = new HashSet<>();

    private final Set<LeftOut> left = new LinkedHashSet<>();
    private final Set<String> policies = new LinkedHashSet<>();
    private final Set<Exposure> exposures = new LinkedHashSet<>();
    private final Set<ExposureWindow> windows = new LinkedHashSet<>();
    private final Set<ChangedBy> changes = new LinkedHashSet<>();
    private final List<UseFacts> uses = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private final Set<String> tracking = new LinkedHashSet<>();
    private final boolean withUse;
    private @Nullable String region;
    private @Nullable BucketState state;

    BucketGathering(String name, @Nullable String account, boolean withUse) {
        this.withUse = withUse;
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
        if (new Say(policy).isInForce()) {
            answered.addAll(bucket.compliantFacets());
            bucket.facets().stream()
                    .filter(facet -> facet.state() != FacetState.Superseded)
                    .forEach(facet -> answered.add(facet.name()));
        }
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

    /** A policy names it, and says nothing of it. */
    void silent(String policy) {
        policies.add(policy);
        worst(BucketState.Unknown);
        gaps.add("Its posture: policy " + policy + " says nothing of it yet.");
    }

    /**
     * There is a word of who uses it, and none of its posture.
     *
     * @param read whether the policy is among what was read
     */
    void unlisted(String policy, boolean read) {
        policies.add(policy);
        worst(BucketState.Unknown);
        gaps.add(
                read
                        ? "Its posture: policy " + policy + " does not list it (it lists the 100 worst buckets)."
                        : "Its posture: policy " + policy + " is not among what was read.");
    }

    /** A policy leaves it to others, which alone say how the bucket stands: as far as they are among what was read. */
    void leave(LeftOut one) {
        policies.add(one.policy());
        left.add(one);
    }

    BucketFacts facts() {
        var declared = facets.values().stream()
                .sorted(Comparator.comparingInt(facet -> place(facet.name())))
                .toList();
        var unanswered = unanswered();
        if (!unanswered.isEmpty() || isLeftInPart(declared)) {
            worst(BucketState.Unknown);
        }
        return new BucketFacts(
                name,
                account,
                region,
                state == null ? BucketState.Unknown : state,
                List.copyOf(policies),
                declared,
                Posture.facets().stream()
                        .filter(facet -> !facets.containsKey(facet)
                                && left.stream().noneMatch(one -> one.declared().contains(facet)))
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
                allGaps(declared, unanswered));
    }

    /** Wholly governed elsewhere is a state of its own. */
    private boolean isLeftInPart(List<FacetFacts> declared) {
        return state != BucketState.Superseded
                && declared.stream().anyMatch(facet -> facet.state() == FacetState.Superseded);
    }

    /** What is left to others of which none that was read says anything, in sentences. */
    private List<String> unanswered() {
        return left.stream()
                .flatMap(one -> one.declared().stream()
                        .filter(facet -> !answered.contains(facet))
                        .map(one::gap))
                .toList();
    }

    private List<String> allGaps(List<FacetFacts> declared, List<String> unanswered) {
        var all = new LinkedHashSet<>(gaps);
        all.addAll(unanswered);
        if (declared.isEmpty() && all.isEmpty()) {
            all.add("Its posture: nothing is said of any facet.");
        }
        for (var facet : declared) {
            var message = facet.status().message();
            if (facet.state() == FacetState.Unknown) {
                all.add(facet.name() + ": " + (message == null ? "it could not be read." : message));
            } else if (facet.state() == FacetState.Superseded) {
                all.add(LeftOut.answeredElsewhere(facet.name()));
            }
        }
        if (withUse && uses.isEmpty()) {
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
        var place = ORDER.indexOf(facet);
        return place < 0 ? Integer.MAX_VALUE : place;
    }
}
