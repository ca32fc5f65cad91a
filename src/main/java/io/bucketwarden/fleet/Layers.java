package io.bucketwarden.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Several policies over one bucket: each facet is governed by the first of those that declare it. Pure. */
final class Layers {

    private Layers() {}

    /**
     * The same claims, first ones first, each with what it governs. One that does not hold takes nothing from the others.
     *
     * @param claims of different policies on the same bucket, in any order
     */
    static List<Claim> of(List<Claim> claims) {
        var winners = new HashMap<String, Claim>();
        var layers = new ArrayList<Claim>();
        claims.stream().sorted(Rank.ORDER).forEach(claim -> layers.add(claim.holds() ? layer(claim, winners) : claim));
        return List.copyOf(layers);
    }

    private static Claim layer(Claim claim, Map<String, Claim> winners) {
        var governs = new LinkedHashSet<String>();
        var superseded = new LinkedHashMap<String, Claim>();
        for (var facet : claim.posture().declared()) {
            var winner = winners.putIfAbsent(facet, claim);
            if (winner == null) {
                governs.add(facet);
            } else {
                superseded.put(facet, winner);
            }
        }
        return claim.with(governs, superseded);
    }
}
