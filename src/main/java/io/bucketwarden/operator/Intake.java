package io.bucketwarden.operator;

import io.bucketwarden.aws.Buckets;
import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.operator.changes.Touches;
import io.bucketwarden.operator.changes.Touches.Touch;
import io.bucketwarden.operator.inventory.Inventories;
import io.bucketwarden.posture.Touched;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Judges what was heard of: which buckets have to be looked at, and which accounts listed. It is never believed: whoever
 * can write to the queue can cause a look, and a wrong name beside what the look finds, and nothing else.
 */
final class Intake {

    /** What became of an event, as a metric label. */
    enum Result {
        /** A bucket is looked at for it. */
        changed,
        /** It may change what selectors choose, or an account's settings; no bucket of ours is named. */
        reselected,
        /** We made it ourselves. */
        own,
        /** The call failed, so nothing changed. */
        attempt,
        /** Nobody governs the bucket. */
        unselected
    }

    /** What is heard before it is known which buckets there are would be taken for nobody's. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Fleet fleet;
    private final Inventories inventories;
    private final Touches touches;
    private final BucketQueue queue;
    private final Buckets buckets;
    private final Impersonation impersonation;
    private final LostUpdates lostUpdates;
    private final PassListener listener;
    private final InstantSource clock;
    private volatile @Nullable Instant open;
    private volatile boolean understood;

    Intake(
            Fleet fleet,
            Inventories inventories,
            Touches touches,
            BucketQueue queue,
            Buckets buckets,
            LostUpdates lostUpdates,
            PassListener listener,
            InstantSource clock) {
        this.fleet = fleet;
        this.inventories = inventories;
        this.touches = touches;
        this.queue = queue;
        this.buckets = buckets;
        this.impersonation = new Impersonation(buckets, fleet);
        this.lostUpdates = lostUpdates;
        this.listener = listener;
        this.clock = clock;
    }

    /** From now on we hear of what happens, and know all that we did. */
    void open() {
        if (open == null) {
            open = clock.instant();
        }
    }

    /** Whether more may come: which buckets there are is known, or takes too long, and not too many wait for a look. */
    boolean hasRoom() {
        var since = open;
        understood = understood
                || fleet.isUnderstood()
                || (since != null && clock.instant().isAfter(since.plus(PATIENCE)));
        return understood && !isFull();
    }

    /** Whether nothing more is taken because too many buckets wait for a look. */
    boolean isFull() {
        return touches.size() >= Touches.ROOM;
    }

    Result hear(ChangeEvent event) {
        if (event.requestId() != null && buckets.isOwnWrite(event.requestId())) {
            return Result.own;
        }
        var bucket = event.bucket();
        var assigned = assigned(event);
        tellOfImpersonation(event, assigned);
        if (bucket == null) {
            return ofAccount(event, assigned);
        }
        if (event.isAttempt()) {
            log(LOG.atInfo(), event).log("{} of {} failed with {}", event.name(), bucket, event.errorCode());
            return Result.attempt;
        }
        var reselects = reselects(event, bucket, assigned);
        if (assigned.isEmpty()) {
            return reselects ? Result.reselected : Result.unselected;
        }
        log(LOG.atInfo(), event).log("{} of {}; it is looked at", event.name(), bucket);
        lostUpdates.heardOf(event, assigned);
        look(assigned, new Touch(Touched.by(event.name()), List.of(event.withoutPolicy())));
        return Result.changed;
    }

    private Collection<BucketId> assigned(ChangeEvent event) {
        if (event.bucket() != null) {
            return fleet.roster().named(event.bucket());
        }
        return event.account() == null ? List.of() : fleet.roster().in(event.account());
    }

    private Result ofAccount(ChangeEvent event, Collection<BucketId> assigned) {
        var account = event.account();
        if (account == null || !event.isOfAccount()) {
            return Result.unselected;
        }
        if (event.isAttempt()) {
            return Result.attempt;
        }
        log(LOG.atInfo(), event).log("{} of account {}; its buckets are looked at", event.name(), account);
        buckets.forgetSettingsOf(account);
        look(assigned, new Touch(Touched.NOTHING, List.of(event)));
        return Result.reselected;
    }

    private void look(Collection<BucketId> buckets, Touch touch) {
        buckets.forEach(bucket -> {
            touches.add(bucket, touch);
            if (!queue.touched(bucket)) {
                touches.forget(bucket);
            }
        });
    }

    /** Returns whether the event may change which buckets selectors choose. */
    private boolean reselects(ChangeEvent event, String bucket, Collection<BucketId> assigned) {
        var name = event.name();
        var comesOrGoes = name.equals("CreateBucket") || name.equals("DeleteBucket");
        var tags = Touched.by(name).calls().contains("GetBucketTagging");
        if (comesOrGoes || tags) {
            var owner = assigned.stream()
                    .map(BucketId::account)
                    .filter(id -> !id.isEmpty())
                    .findFirst();
            inventories.heardOf(owner.orElse(event.account()), bucket, tags);
        }
        return comesOrGoes || tags;
    }

    private void tellOfImpersonation(ChangeEvent event, Collection<BucketId> concerned) {
        var since = open;
        if (since == null || !impersonation.is(event, since)) {
            return;
        }
        log(LOG.atError(), event)
                .log("{} was called as the operator, but not by it: somebody else has its credentials", event.name());
        listener.impersonated();
        concerned.forEach(bucket -> impersonated(bucket, event));
    }

    private void impersonated(BucketId bucket, ChangeEvent event) {
        fleet.assignment(bucket).stream()
                .flatMap(assignment -> assignment.claims().stream())
                .forEach(claim -> {
                    fleet.book(claim.policy()).tell(News.roleUsedByOthers(event));
                    fleet.reportSoon(claim.policy());
                });
    }

    private static LoggingEventBuilder log(LoggingEventBuilder line, ChangeEvent event) {
        var actor = event.actor();
        return line.addKeyValue("bucket", event.bucket())
                .addKeyValue("eventName", event.name())
                .addKeyValue("eventId", event.id())
                .addKeyValue("eventTime", event.time())
                .addKeyValue("principal", actor.principal())
                .addKeyValue("sourceIp", actor.sourceIp())
                .addKeyValue("userAgent", actor.userAgent());
    }
}
