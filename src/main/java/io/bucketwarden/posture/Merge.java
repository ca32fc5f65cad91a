package io.bucketwarden.posture;

import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Refusals;
import io.bucketwarden.posture.preflight.Effect;
import io.bucketwarden.posture.preflight.Preflight;
import io.bucketwarden.posture.preflight.Preflight.Cleared;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements of all facets in one document, as far as they may be written. Pure.
 *
 * @param cleared the document to write; null when there is nothing to write
 * @param refusals why statements of a facet are not in it, by facet
 * @param flights the preflights of the document and of each statement that is refused
 */
record Merge(@Nullable Cleared cleared, Map<String, Outcome.Refused> refusals, List<Preflight.Result> flights) {

    /** @param unopposed facets whose statements need not spare whom the document lets in */
    static Merge of(Map<String, StatementChange> changes, Set<String> unopposed, PolicyDocument now, WhoDepends who) {
        var refusals = new LinkedHashMap<String, Outcome.Refused>();
        var flights = new ArrayList<Preflight.Result>();
        var ours = changes.values().stream()
                .flatMap(change -> change.sids().stream())
                .collect(Collectors.toSet());
        Preflight.Result latest = null;
        Cleared cleared = null;
        for (var change : changes.entrySet()) {
            var from = cleared == null ? now : cleared.document();
            var next = from.with(change.getValue().put(), change.getValue().drop());
            var unsendable = unsendable(change.getValue(), now, next, who);
            if (unsendable.isPresent()) {
                refusals.put(change.getKey(), unsendable.get());
                continue;
            }
            var flight = Preflight.of(now, next, ours, unopposed.contains(change.getKey()), who.dependents());
            if (flight.cleared().isPresent()) {
                cleared = flight.cleared().get();
                latest = flight;
            } else {
                flights.add(flight);
                refusals.put(change.getKey(), new Outcome.Refused(Reason.WouldLockOut, flight.refusal()));
            }
        }
        if (latest != null) {
            flights.add(latest);
        }
        return new Merge(cleared, refusals, List.copyOf(flights));
    }

    private static Optional<Outcome.Refused> unsendable(
            StatementChange change, PolicyDocument now, PolicyDocument next, WhoDepends who) {
        var unknown = who.unknown();
        return Refusals.told(now, next, who.server())
                .map(why -> new Outcome.Refused(Reason.RemediationFailed, why))
                .or(() ->
                        unknown != null && who.restricts(change) ? Optional.of(Outcome.of(unknown)) : Optional.empty());
    }

    /** What the document would do to whom, and what each refused statement would do to whom it must not. */
    List<Effect> effects() {
        return flights.stream()
                .flatMap(flight ->
                        flight.cleared().isPresent() ? flight.effects().stream() : flight.lockedOut().stream())
                .toList();
    }
}
