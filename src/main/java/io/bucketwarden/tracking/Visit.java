package io.bucketwarden.tracking;

import io.bucketwarden.access.baseline.Declared;
import io.bucketwarden.access.baseline.Tally;
import io.bucketwarden.access.baseline.Terms;
import io.bucketwarden.access.impact.Candidate;
import io.bucketwarden.access.impact.ImpactTally;
import io.bucketwarden.access.impact.Judge;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the log of one bucket: what is asked, where, and when.
 *
 * @param judges of the restrictions that the policy declares
 */
record Visit(Tracked tracked, Source source, Map<Candidate, Judge> judges, Instant now) {

    /** The same, as of a moment before. */
    Visit at(Instant moment) {
        return new Visit(tracked, source, judges, moment);
    }

    Collection<Candidate> candidates() {
        return judges.keySet();
    }

    Terms terms(Set<String> acknowledged) {
        var asked = tracked.asked();
        return new Terms(asked.effectiveMaxAccessors(), asked.effectiveForgetAfterDays(), now, acknowledged);
    }

    /** What one log object is told to. */
    Tallies told(Knowledge known) {
        var watched = known.baseline()
                .watched(tracked.bucket(), declared(), tracked.asked().effectiveMaxAccessors());
        return new Tallies(new Tally(watched), tallies(candidates()));
    }

    List<ImpactTally> tallies(Collection<Candidate> of) {
        return of.stream()
                .map(candidate -> new ImpactTally(tracked.bucket(), Objects.requireNonNull(judges.get(candidate))))
                .toList();
    }

    /** From where and from whom requests may come, as far as the policy says. */
    private Declared declared() {
        var posture = tracked.claim().posture();
        var networks = posture.networkAccess();
        var accounts = posture.accountAccess();
        return Declared.of(
                networks == null ? List.of() : orEmpty(networks.allowedCidrs()),
                networks == null ? List.of() : orEmpty(networks.allowedVpcEndpoints()),
                accounts == null ? List.of() : orEmpty(accounts.allowedAccounts()),
                accounts != null && !orEmpty(accounts.allowedOrganizations()).isEmpty(),
                Objects.requireNonNullElse(source.bucket().ownerAccount(), ""));
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
