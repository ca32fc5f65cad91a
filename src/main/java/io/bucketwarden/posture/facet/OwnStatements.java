package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Statements of one facet in a policy document: which are missing, altered or left over, and what mends that. */
final class OwnStatements {

    private OwnStatements() {}

    static List<Drift> compare(String facet, PolicyDocument document, List<Statement> wanted, Set<String> sids) {
        var drifts = new ArrayList<Drift>();
        for (var statement : wanted) {
            if (!holds(document, statement)) {
                var actual = document.bySid(sid(statement)).isPresent() ? "altered" : "absent";
                drifts.add(new Drift(facet + ".statement." + sid(statement), "present", actual));
            }
        }
        leftOver(document, wanted, sids)
                .forEach(sid -> drifts.add(new Drift(facet + ".statement." + sid, "absent", "present")));
        return List.copyOf(drifts);
    }

    static List<Remedy> remedy(PolicyDocument document, List<Statement> wanted, Set<String> sids) {
        var remedies = new ArrayList<Remedy>();
        wanted.stream()
                .filter(statement -> !holds(document, statement))
                .forEach(s -> remedies.add(new Remedy.PutStatement(s)));
        leftOver(document, wanted, sids).forEach(sid -> remedies.add(new Remedy.DropStatement(sid)));
        return List.copyOf(remedies);
    }

    /** Ours as wanted; or none of ours, and somebody else's statement already achieves it. */
    private static boolean holds(PolicyDocument document, Statement wanted) {
        return document.bySid(sid(wanted))
                .map(ours -> ours.sameMeaning(wanted))
                .orElseGet(() -> document.statements().stream().anyMatch(other -> other.covers(wanted)));
    }

    private static List<String> leftOver(PolicyDocument document, List<Statement> wanted, Set<String> sids) {
        var kept = wanted.stream().map(OwnStatements::sid).toList();
        return sids.stream()
                .filter(sid -> !kept.contains(sid) && document.bySid(sid).isPresent())
                .sorted()
                .toList();
    }

    private static String sid(Statement statement) {
        return statement.sid().orElseThrow();
    }
}
