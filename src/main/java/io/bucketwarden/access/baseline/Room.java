package io.bucketwarden.access.baseline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Who is listed where there are too many: those that have permission before all others, half of the room for those that
 * are new if so many are, and of each kind the busiest of the latest day.
 *
 * @param listed at most as many as have room
 * @param evicted those with permission and a name that are not
 */
record Room(List<Seen> listed, List<Seen> evicted) {

    static Room of(Collection<Seen> all, int max, long learningUntil, Set<String> acknowledged) {
        var fresh = new ArrayList<Seen>();
        var usual = new ArrayList<Seen>();
        var anonymous = new ArrayList<Seen>();
        var refused = new ArrayList<Seen>();
        for (var seen : all) {
            if (!seen.isLetIn()) {
                refused.add(seen);
            } else if (seen.accessor().isAnonymous()) {
                anonymous.add(seen);
            } else if (seen.letIn() > learningUntil && !acknowledged.contains(seen.id())) {
                fresh.add(seen);
            } else {
                usual.add(seen);
            }
        }
        // That anybody may use the bucket has to be seen whoever else does.
        var reserved = Math.min(anonymous.size(), Math.max(1, max / 20));
        var named = max - reserved;
        var freshRoom = Math.max(named / 2, named - usual.size());
        var listed = new ArrayList<Seen>();
        var evicted = new ArrayList<Seen>();
        split(fresh, freshRoom, listed, evicted);
        split(usual, named - listed.size(), listed, evicted);
        split(anonymous, max - listed.size(), listed, new ArrayList<>());
        split(refused, Math.min(max - listed.size(), Capacity.refused(max)), listed, new ArrayList<>());
        return new Room(listed, evicted);
    }

    private static void split(List<Seen> all, int room, List<Seen> listed, List<Seen> evicted) {
        if (all.size() > room) {
            all.sort(Seen.RANK);
        }
        for (int i = 0; i < all.size(); i++) {
            (i < room ? listed : evicted).add(all.get(i));
        }
    }
}
