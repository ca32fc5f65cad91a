package io.bucketwarden.operator;

import io.bucketwarden.aws.Buckets;
import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.fleet.Claim;
import io.bucketwarden.iam.MalformedPolicyException;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Facet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a policy document that we wrote undid one that somebody else wrote between our last read and our write.
 * S3 has no conditional write that would prevent it. An event is suspected when it is heard of, and judged by the look that
 * it causes; whatever it says, it leads to a message and to nothing else.
 */
final class LostUpdates {

    /** Suspects that are kept until a look, each with a document of 20 KiB at most. */
    static final int MOST = 500;

    private static final Set<String> WRITES = Set.of("PutBucketPolicy", "DeleteBucketPolicy");
    private static final Logger LOG = LoggerFactory.getLogger(LostUpdates.class);

    private final Fleet fleet;
    private final Buckets buckets;
    private final Set<String> ownSids;
    private final PassListener listener;

    /** What was written, as it was told, by the id of the event. */
    private final Map<String, Optional<String>> suspects = new LinkedHashMap<>();

    LostUpdates(Fleet fleet, Buckets buckets, List<? extends Facet<?, ?>> facets, PassListener listener) {
        this.fleet = fleet;
        this.buckets = buckets;
        this.ownSids = facets.stream().flatMap(facet -> facet.sids().stream()).collect(Collectors.toUnmodifiableSet());
        this.listener = listener;
    }

    /** Keeps in mind a successful call of somebody else if it was made while we wrote the same document. */
    void heardOf(ChangeEvent event) {
        var bucket = event.bucket();
        if (bucket == null || !WRITES.contains(event.name()) || !buckets.wrotePolicyAround(bucket, event.time())) {
            return;
        }
        synchronized (this) {
            suspects.put(event.id(), Optional.ofNullable(event.policy()));
            if (suspects.size() > MOST) {
                suspects.remove(suspects.keySet().iterator().next());
            }
        }
    }

    /**
     * Tells of those events of which the document does not hold any more what they wrote.
     *
     * @param claims of the policies that have a say over the bucket
     * @param document as a look read it that began after the events were heard of
     */
    void judge(List<Claim> claims, List<ChangeEvent> events, Supplier<PolicyDocument> document) {
        for (var event : events) {
            var suspect = take(event);
            if (suspect.isPresent()) {
                var undone = undone(event, suspect.get(), document);
                if (!undone.isNothing()) {
                    tell(claims, undone.told(event));
                }
            }
        }
    }

    private synchronized Optional<Optional<String>> take(ChangeEvent event) {
        return Optional.ofNullable(suspects.remove(event.id()));
    }

    private Undone undone(ChangeEvent event, Optional<String> written, Supplier<PolicyDocument> document) {
        PolicyDocument now;
        try {
            now = document.get();
        } catch (CallFailed e) {
            return Undone.unknown("the policy document cannot be read now");
        }
        if (event.name().equals("DeleteBucketPolicy")) {
            return Undone.of(PolicyDocument.empty(), now, ownSids);
        }
        try {
            return written.map(PolicyDocument::parse)
                    .map(theirs -> Undone.of(theirs, now, ownSids))
                    .orElseGet(() -> Undone.unknown("the event does not tell what was written"));
        } catch (MalformedPolicyException e) {
            return Undone.unknown("what the event tells of it cannot be understood");
        }
    }

    private void tell(List<Claim> claims, Transition lost) {
        LOG.warn("{}", lost.message());
        listener.policyUpdateLost();
        claims.stream().filter(claim -> !claim.governs().isEmpty()).forEach(claim -> {
            fleet.book(claim.policy()).tell(lost);
            fleet.reportSoon(claim.policy());
        });
    }
}
