package io.bucketwarden.fleet;

import io.bucketwarden.api.S3BucketPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Several policies over one bucket: each facet is governed by the first of those that declare it. Pure. */
final class Layers {

    private Layers() {}

    /**
     * The same claims, first ones first, each with what it governs.
     *
     * @param claims of different policies on the same bucket, in any order
     */
    static List<Claim> of(List<Claim> claims) {
        var winners = new HashMap<String, S3BucketPolicy>();
        var layers = new ArrayList<Claim>();
        claims.stream()
                .sorted(Comparator.comparing(Claim::policy, Rank.ORDER))
                .forEach(claim -> layers.add(layer(claim, winners)));
        return List.copyOf(layers);
    }

    private static Claim layer(Claim claim, Map<String, S3BucketPolicy> winners) {
        var governs = new LinkedHashSet<String>();
        var superseded = new LinkedHashMap<String, S3BucketPolicy>();
        for (var facet : claim.posture().declared()) {
            var winner = winners.putIfAbsent(facet, claim.policy());
            if (winner == null) {
                governs.add(facet);
            } else {
                superseded.put(facet, winner);
            }
        }
        return new Claim(claim.policy(), claim.account(), claim.region(), claim.mode(), governs, superseded);
    }
}
