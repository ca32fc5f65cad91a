package io.bucketwarden.operator;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Reason;
import io.bucketwarden.operator.records.InMemoryRecords;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.facet.Facets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whole passes over buckets, as the operator makes them for one policy that alone has a say, wherever the buckets are. */
public final class Passes {

    /** What a pass says of one facet. */
    public record Said(
            String facet, FacetState state, Reason reason, List<Drift> drifts, String message, boolean written) {}

    private final Map<String, Map<String, FacetState>> earlier = new HashMap<>();
    private final BucketPass pass = new BucketPass(Facets.ALL, new InMemoryRecords(), Evidence.NONE);

    /** Looks, and writes nothing. */
    public List<Said> audit(LiveBucket bucket, Posture posture) {
        return said(run(bucket, posture, Mode.Audit, Set.of()));
    }

    /** Looks, and repairs what differs. */
    public List<Said> enforce(LiveBucket bucket, Posture posture) {
        return said(run(bucket, posture, Mode.Enforce, Set.of()));
    }

    /** Puts back what these facets were before they were first repaired here. */
    public List<Said> revert(LiveBucket bucket, Posture posture) {
        return said(run(bucket, posture, Mode.Enforce, posture.declared()));
    }

    List<Finding> run(LiveBucket bucket, Posture posture, Mode mode, Set<String> reverts) {
        var name = bucket.identity().name();
        var before = earlier.getOrDefault(name, Map.of());
        var duty = SomeDuty.of(posture)
                .policy("policy", "storage/policy")
                .mode(mode)
                .earlier(before)
                .reverts(reverts)
                .build();
        var findings = pass.run(
                        bucket, List.of(duty), posture.declared(), new Convergence(Duration.ZERO), Instant.now())
                .get("policy");
        var states = new HashMap<>(before);
        findings.forEach(finding -> states.put(finding.facet(), finding.state()));
        earlier.put(name, states);
        return findings;
    }

    private static List<Said> said(List<Finding> findings) {
        return findings.stream()
                .map(it -> new Said(it.facet(), it.state(), it.reason(), it.drifts(), it.message(), it.written()))
                .toList();
    }
}
