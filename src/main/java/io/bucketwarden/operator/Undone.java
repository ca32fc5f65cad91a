package io.bucketwarden.operator;

import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.operator.changes.NewChanges;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a policy document that somebody wrote is not so any more. Statements of ours do not count: whether they are there
 * is for their facets to say. Pure.
 *
 * @param missing the statements that are gone or say something else, by Sid
 * @param back the statements that are there without having been written, by Sid
 * @param unknown why that cannot be told; empty when it can
 */
record Undone(List<String> missing, List<String> back, String unknown) {

    private static final int NAMED = 5;
    private static final int SID = 64;

    Undone {
        missing = List.copyOf(missing);
        back = List.copyOf(back);
    }

    static Undone unknown(String why) {
        return new Undone(List.of(), List.of(), why);
    }

    /**
     * Compares by Sid and by meaning, so that it does not matter in which words a statement is given back, nor under which
     * names S3 gives back principals.
     *
     * @param ownSids of our statements
     */
    static Undone of(PolicyDocument written, PolicyDocument now, Set<String> ownSids) {
        var missing = without(written, now, ownSids);
        var back = without(now, written, ownSids);
        return new Undone(
                missing, back.stream().filter(sid -> !missing.contains(sid)).toList(), "");
    }

    boolean isNothing() {
        return missing.isEmpty() && back.isEmpty() && unknown.isEmpty();
    }

    /** As it is told to people, with what they can do. */
    Transition told(ChangeEvent event) {
        var change = NewChanges.told(event);
        var what = event.bucket() + ": " + event.name() + " by " + Openings.describe(change) + " (event "
                + change.eventId() + ") came close to a write of the policy document by this operator, and "
                + (unknown.isEmpty()
                        ? "did not last: "
                                + Stream.of(named(missing, " missing or altered"), named(back, " there again"))
                                        .filter(part -> !part.isEmpty())
                                        .collect(Collectors.joining("; "))
                        : "may have been overwritten: " + unknown)
                + ". Compare the document with what was meant, and make the change again.";
        return new Transition(Transition.Kind.PolicyUpdateLost, what, new Transition.Subject(event.bucket(), change));
    }

    private static List<String> without(PolicyDocument of, PolicyDocument other, Set<String> ownSids) {
        return of.statements().stream()
                .filter(statement -> statement.sid().filter(ownSids::contains).isEmpty())
                .filter(statement -> other.statements().stream().noneMatch(it -> isSame(it, statement)))
                .map(Undone::name)
                .distinct()
                .toList();
    }

    private static boolean isSame(Statement one, Statement other) {
        return one.sid().equals(other.sid()) && one.maySayTheSame(other);
    }

    /** Whoever writes statements, or events, chooses their names. In a sentence they must end nothing, such as a quote. */
    private static String name(Statement statement) {
        var sid = statement.sid().orElse("a statement without Sid");
        return sid.substring(0, Math.min(SID, sid.length())).replaceAll("[^A-Za-z0-9 ._-]", "?");
    }

    private static String named(List<String> sids, String how) {
        if (sids.isEmpty()) {
            return "";
        }
        var more = sids.size() - NAMED;
        return sids.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "")
                + (sids.size() == 1 ? " is" : " are")
                + how;
    }
}
