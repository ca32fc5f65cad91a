package io.bucketwarden.operator;

import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.fleet.Claim;
import io.bucketwarden.iam.MalformedPolicyException;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.operator.changes.NewChanges;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Facet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a policy document that we wrote undid one that somebody else wrote before, and that we had not read.
 * S3 has no conditional write that would prevent it. An event is kept in mind when it is heard of, and judged by the look
 * that it causes; whatever it says, it leads to a message and to nothing else.
 */
final class LostUpdates {

    private static final Set<String> WRITES = Set.of("PutBucketPolicy", "DeleteBucketPolicy");
    private static final Logger LOG = LoggerFactory.getLogger(LostUpdates.class);

    private final BiPredicate<String, Instant> wroteAround;
    private final Set<String> ownSids;
    private final BiConsumer<Claim, Transition> tell;
    private final PassListener listener;
    private final InstantSource clock;
    private final Suspects suspects = new Suspects();

    /**
     * @param wroteAround whether we wrote the document of a bucket about when a call was made
     * @param tell whom to tell what
     */
    LostUpdates(
            BiPredicate<String, Instant> wroteAround,
            List<? extends Facet<?, ?>> facets,
            BiConsumer<Claim, Transition> tell,
            PassListener listener,
            InstantSource clock) {
        this.wroteAround = wroteAround;
        this.ownSids = facets.stream().flatMap(facet -> facet.sids().stream()).collect(Collectors.toUnmodifiableSet());
        this.tell = tell;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Keeps in mind a successful call of somebody else that wrote a policy document.
     *
     * @param buckets that are looked at for it
     */
    void heardOf(ChangeEvent event, Collection<BucketId> buckets) {
        // What claims to be of the future would hide all that comes until then.
        if (WRITES.contains(event.name())
                && !event.time().isAfter(clock.instant().plus(NewChanges.SKEW))) {
            suspects.add(buckets, event);
        }
    }

    /**
     * Compares the document with what the newest of the events wrote, if we wrote it at about the same time. That may be in
     * this very look, from a reading that was older than the call.
     *
     * @param claims of the policies that look through the same role
     * @param document as they read it after the events were heard of
     */
    void judge(BucketId bucket, List<Claim> claims, List<ChangeEvent> events, Supplier<PolicyDocument> document) {
        suspects.among(events, bucket)
                .filter(suspect ->
                        wroteAround.test(bucket.name(), suspect.event().time()))
                .ifPresent(suspect -> suspect.found(claims, undone(suspect.event(), document)));
    }

    /** The look is over for all roles: tells those policies that govern the bucket if the change did not last. */
    void close(BucketId bucket, List<ChangeEvent> events) {
        suspects.takeAmong(events, bucket).ifPresent(suspect -> {
            var losses = suspect.losses();
            if (!losses.isEmpty() && suspect.known().isNew()) {
                listener.policyUpdateLost();
            }
            losses.forEach(loss -> tell(loss.claims(), loss.undone().told(suspect.event())));
        });
    }

    /** The bucket is nobody's business any more. */
    void forget(BucketId bucket) {
        suspects.forget(bucket);
    }

    private Undone undone(ChangeEvent event, Supplier<PolicyDocument> document) {
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
            return Optional.ofNullable(event.policy())
                    .map(PolicyDocument::parse)
                    .map(theirs -> Undone.of(theirs, now, ownSids))
                    .orElseGet(() -> Undone.unknown("the event does not tell what was written"));
        } catch (MalformedPolicyException e) {
            return Undone.unknown("what the event tells of it cannot be understood");
        }
    }

    private void tell(List<Claim> claims, Transition lost) {
        LOG.warn("{}", lost.message());
        claims.stream().filter(claim -> !claim.governs().isEmpty()).forEach(claim -> tell.accept(claim, lost));
    }
}
