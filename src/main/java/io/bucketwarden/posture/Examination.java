package io.bucketwarden.posture;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One look at one bucket: the verdict of every facet, in order. Reads run side by side. */
public final class Examination {

    private Examination() {}

    /**
     * Judges every facet.
     *
     * @param leftovers whether statements of ours that belong to unmanaged facets shall be looked for
     * @return verdicts by facet name, in the order of {@code facets}
     */
    public static Map<String, Verdict> of(
            List<? extends Facet<?, ?>> facets, Posture posture, LiveBucket bucket, boolean leftovers) {
        var looks = new LinkedHashMap<String, Future<Verdict>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var facet : facets) {
                looks.put(facet.name(), threads.submit(() -> {
                    var verdict = facet.examine(posture, bucket);
                    return leftovers && verdict instanceof Verdict.Unmanaged ? leftover(facet, bucket) : verdict;
                }));
            }
        }
        var verdicts = new LinkedHashMap<String, Verdict>();
        looks.forEach((facet, look) -> verdicts.put(facet, look.resultNow()));
        return verdicts;
    }

    private static Verdict leftover(Facet<?, ?> facet, LiveBucket bucket) {
        if (facet.sids().isEmpty()) {
            return new Verdict.Unmanaged();
        }
        try {
            var drifts = new ArrayList<Drift>();
            var remedies = new ArrayList<Remedy>();
            for (var sid : facet.sids()) {
                if (bucket.policyDocument().bySid(sid).isPresent()) {
                    drifts.add(new Drift(facet.name() + ".statement." + sid, "absent", "present"));
                    remedies.add(new Remedy.DropStatement(sid));
                }
            }
            return drifts.isEmpty() ? new Verdict.Unmanaged() : new Verdict.Drifted(drifts, remedies);
        } catch (CallFailed e) {
            // Who may not read the document cannot have written to it: there is nothing of ours to remove.
            return e.reason() == Reason.AccessDenied
                    ? new Verdict.Unmanaged()
                    : new Verdict.Unreadable(e.reason(), e.text());
        }
    }
}
