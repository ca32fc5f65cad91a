package io.bucketwarden.tracking;

import io.bucketwarden.access.impact.Candidate;
import io.bucketwarden.access.impact.Judge;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.facet.Restrictions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who say what the restrictions of each bucket would have done to a request. They remember their answers, so the same
 * one is asked as long as the statements stay the same.
 */
final class Judges {

    private static final Logger LOG = LoggerFactory.getLogger(Judges.class);

    private record Known(Candidate candidate, Judge judge) {}

    private final Map<Tracked.Key, Map<String, Known>> known = new ConcurrentHashMap<>();

    /** One judge for each restricting facet that the policy declares and whose statements are known. */
    Map<Candidate, Judge> of(Tracked tracked, BucketIdentity bucket) {
        var candidates = candidates(tracked, bucket);
        var before = known.getOrDefault(tracked.key(), Map.of());
        var now = new HashMap<String, Known>();
        var judges = new HashMap<Candidate, Judge>();
        for (var candidate : candidates) {
            var same = before.get(candidate.facet());
            var judge = same != null && same.candidate().fingerprint().equals(candidate.fingerprint())
                    ? same
                    : new Known(candidate, new Judge(candidate));
            now.put(candidate.facet(), judge);
            judges.put(judge.candidate(), judge.judge());
        }
        known.put(tracked.key(), now);
        return judges;
    }

    void keepOnly(Set<Tracked.Key> tracked) {
        known.keySet().retainAll(tracked);
    }

    private static List<Candidate> candidates(Tracked tracked, BucketIdentity bucket) {
        var told = Restrictions.candidates(tracked.claim().posture(), bucket);
        told.unknown().forEach((facet, why) -> LOG.warn("{} is not held against requests: {}", facet, why.text()));
        var candidates = new ArrayList<Candidate>();
        told.byFacet()
                .forEach((facet, restriction) ->
                        candidates.add(new Candidate(facet, restriction.document(), restriction.fingerprint())));
        return candidates;
    }
}
