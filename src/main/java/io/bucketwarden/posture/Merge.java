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
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements of all facets in one document, as far as they may be written. Pure.
 *
 * @param cleared the document to write; null when there is nothing to write
 * @param refusals why statements of a facet are not in it, by facet
 * @param effects what the document, and each statement that is refused, would do to whom
 */
record Merge(@Nullable Cleared cleared, Map<String, Outcome.Refused> refusals, List<Effect> effects) {

    /** @param inForce facets whose statements are only put back */
    static Merge of(Map<String, StatementChange> changes, Set<String> inForce, PolicyDocument now, WhoDepends who) {
        var refusals = new LinkedHashMap<String, Outcome.Refused>();
        var refused = new ArrayList<Effect>();
        var effects = List.<Effect>of();
        var ours = changes.values().stream()
                .flatMap(change -> change.sids().stream())
                .collect(Collectors.toSet());
        Cleared cleared = null;
        for (var change : changes.entrySet()) {
            var from = cleared == null ? now : cleared.document();
            var next = from.with(change.getValue().put(), change.getValue().drop());
            var refusal = Refusals.told(now, next, who.server())
                    .map(why -> new Outcome.Refused(Reason.RemediationFailed, why))
                    .orElse(null);
            if (refusal == null && who.unknown() != null && who.restricts(change.getValue())) {
                refusal = Outcome.of(who.unknown());
            }
            if (refusal == null) {
                var result = Preflight.of(now, next, ours, inForce.contains(change.getKey()), who.dependents());
                if (result.cleared() != null) {
                    cleared = result.cleared();
                    effects = result.effects();
                    continue;
                }
                refused.addAll(
                        result.effects().stream().filter(Effect::locksOut).toList());
                refusal = new Outcome.Refused(Reason.WouldLockOut, result.refusal(who.dependents()));
            }
            refusals.put(change.getKey(), refusal);
        }
        refused.addAll(effects);
        return new Merge(cleared, refusals, List.copyOf(refused));
    }
}
