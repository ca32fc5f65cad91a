package io.bucketwarden.command.preview;

import io.bucketwarden.access.impact.Candidate;
import io.bucketwarden.access.impact.Impact;
import io.bucketwarden.access.impact.ImpactTally;
import io.bucketwarden.access.impact.Judge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One bucket of one policy, and what its restrictions come to. To be used by several threads. */
final class PreviewTarget {

    /** Stands for a facet where nothing is known of any. */
    static final String ALL = "all";

    final String policy;
    final String bucket;

    /** By facet, why what it would deny is not known. */
    final Map<String, String> unknown;

    private final List<Judge> judges;
    private final List<Impact> impacts;

    PreviewTarget(
            String policy, String bucket, List<Candidate> candidates, Map<String, String> unknown, Instant since) {
        this.policy = policy;
        this.bucket = bucket;
        this.unknown = unknown;
        this.judges = candidates.stream().map(Judge::new).toList();
        this.impacts = new ArrayList<>(
                candidates.stream().map(it -> Impact.start(it, since)).toList());
    }

    List<ImpactTally> tallies() {
        return judges.stream().map(judge -> new ImpactTally(bucket, judge)).toList();
    }

    /** @param tallies as {@link #tallies} gave them */
    synchronized void merge(List<ImpactTally> tallies) {
        for (int i = 0; i < tallies.size(); i++) {
            impacts.set(i, impacts.get(i).merge(tallies.get(i)));
        }
    }

    synchronized List<Impact> impacts() {
        return List.copyOf(impacts);
    }

    /** Nobody can say what it would deny: the bucket could not be looked at. */
    static PreviewTarget unreachable(String policy, String bucket, @Nullable String why) {
        return new PreviewTarget(policy, bucket, List.of(), Map.of(ALL, String.valueOf(why)), Instant.EPOCH);
    }
}
