package io.bucketwarden.posture.undo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.MalformedPolicyException;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Remedy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What makes a bucket, as far as one facet may write it, what it was.
 *
 * @param remedies empty when it is so already, or as near as it gets
 * @param remarks what cannot be put back exactly, or is left as it is, for people
 */
public record PutBack(List<Remedy> remedies, List<String> remarks) {

    public PutBack {
        remedies = List.copyOf(remedies);
        remarks = List.copyOf(remarks);
    }

    /**
     * Judges it by the bucket as it is now.
     *
     * @param enforced by setting, the facet that is enforced meanwhile and writes it, too: such a setting is left to it
     * @throws CallFailed when the bucket cannot be read, or what was kept cannot be understood
     */
    public static PutBack of(Facet<?, ?> facet, Kept kept, Map<Part, String> enforced, LiveBucket bucket) {
        var remedies = new ArrayList<Remedy>();
        var remarks = new ArrayList<String>();
        for (var part : new TreeSet<>(facet.changes())) {
            var value = kept.parts().get(part);
            if (value == null) {
                remarks.add(part + " could not be read when it was to be kept, and is left as it is");
            } else if (enforced.containsKey(part)) {
                remarks.add(part + " is left as it is, since " + enforced.get(part)
                        + " is enforced and writes it, too: put both back");
            } else {
                part.restore(value, bucket).ifPresent(remedies::add);
                remarks.addAll(part.remarks(value));
            }
        }
        for (var sid : new TreeSet<>(facet.sids())) {
            statement(sid, kept.statements().getOrDefault(sid, NullNode.getInstance()), bucket)
                    .ifPresent(remedies::add);
        }
        return new PutBack(remedies, remarks);
    }

    /** Whether there is anything that the operator itself can do. */
    public boolean isWritable() {
        return remedies.stream().anyMatch(remedy -> !(remedy instanceof Remedy.Manual));
    }

    /** The settings that these facets write, and which of them does. */
    public static Map<Part, String> writtenBy(List<? extends Facet<?, ?>> facets, Set<String> names) {
        var written = new EnumMap<Part, String>(Part.class);
        facets.stream()
                .filter(facet -> names.contains(facet.name()))
                .forEach(facet -> facet.changes().forEach(part -> written.putIfAbsent(part, facet.name())));
        return written;
    }

    private static Optional<Remedy> statement(String sid, JsonNode kept, LiveBucket bucket) {
        var now = bucket.policyDocument().bySid(sid).map(Statement::json).orElse(NullNode.getInstance());
        if (Objects.equals(now, kept)) {
            return Optional.empty();
        }
        if (kept.isNull()) {
            return Optional.of(new Remedy.DropStatement(sid));
        }
        try {
            return Optional.of(new Remedy.PutStatement(Statement.parse(kept)));
        } catch (MalformedPolicyException e) {
            throw new CallFailed(
                    Reason.CheckFailed,
                    "The statement " + sid + " that was kept cannot be understood: " + e.getMessage()
                            + ". Put it back by hand.",
                    e);
        }
    }
}
