package io.bucketwarden.posture.undo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.MalformedPolicyException;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Part;
import io.bucketwarden.posture.Remedy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
                var setting = BucketSettings.of(part);
                setting.restore(value, bucket).ifPresent(remedies::add);
                remarks.addAll(setting.remarks(value));
            }
        }
        statements(facet, kept, bucket, remedies, remarks);
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

    private static void statements(
            Facet<?, ?> facet, Kept kept, LiveBucket bucket, List<Remedy> remedies, List<String> remarks) {
        if (!facet.sids().containsAll(kept.statements().keySet())) {
            throw altered("a statement that is none of " + facet.name());
        }
        for (var sid : new TreeSet<>(facet.sids())) {
            var before = statement(sid, kept.statements().getOrDefault(sid, NullNode.getInstance()));
            var now = bucket.policyDocument().bySid(sid);
            if (before.filter(Statement::isAllow).isPresent()) {
                // Somebody may have planted it before the bucket was ours, to have it written with our rights.
                now.filter(Statement::isDeny).ifPresent(ours -> remedies.add(new Remedy.DropStatement(sid)));
                remarks.add(
                        "the Allow that was there as " + sid + " is not written, since it would be with the rights of"
                                + " the operator: add it by hand, under a Sid of your own, if it is meant");
            } else if (!now.map(Statement::json).equals(before.map(Statement::json))) {
                remedies.add(
                        before.<Remedy>map(Remedy.PutStatement::new).orElseGet(() -> new Remedy.DropStatement(sid)));
            }
        }
    }

    private static Optional<Statement> statement(String sid, JsonNode kept) {
        if (kept.isNull()) {
            return Optional.empty();
        }
        try {
            var statement = Statement.parse(kept);
            if (statement.sid().filter(sid::equals).isEmpty()) {
                throw altered("as " + sid + " a statement that has another Sid, or none");
            }
            return Optional.of(statement);
        } catch (MalformedPolicyException e) {
            throw new CallFailed(
                    Reason.CheckFailed,
                    "The statement " + sid + " that was kept cannot be understood: " + e.getMessage()
                            + ". Put it back by hand.",
                    e);
        }
    }

    private static CallFailed altered(String what) {
        return new CallFailed(
                Reason.CheckFailed,
                "The record of the bucket keeps " + what
                        + ", so somebody has altered it, and nothing is put back from it."
                        + " Find out who may write the records, and repair it, or put the bucket back by hand.");
    }
}
