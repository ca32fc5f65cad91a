package io.bucketwarden.tracking;

import io.bucketwarden.access.baseline.Declared;
import io.bucketwarden.access.baseline.Merged;
import io.bucketwarden.access.baseline.Terms;
import io.bucketwarden.access.baseline.Watched;
import io.bucketwarden.access.reading.Limits;
import io.bucketwarden.access.reading.LogObject;
import io.bucketwarden.access.reading.Reading;
import io.bucketwarden.api.AccessTracking;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.api.S3BucketAccessStatus.Alert;
import io.bucketwarden.posture.CallFailed;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is new of who uses one bucket, and keeps it. Nothing of it is remembered here: what is known comes from the
 * resource, and goes back there at once with how far was read. So whatever ends a pass, what was not kept is read again.
 */
final class TrackingPass {

    /** How a pass ended. */
    enum End {
        /** All that is there was read, or nothing more can be now. */
        DONE,
        /** There is more to read. */
        MORE
    }

    /** As much as is read before it is kept: a minute or so of work on one core. */
    private static final Limits BATCH = new Limits(1_000, 2L * 1024 * 1024 * 1024);

    private static final Duration FAR = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(TrackingPass.class);

    private final AccessStore store;
    private final Sources sources;
    private final ObjectReaders readers;
    private final AccessAlerts alerts;

    @SuppressWarnings("UnusedVariable")
    private final Evidences evidences;

    private final TrackingListener listener;
    private final InstantSource clock;
    private final Map<Tracked.Key, Instant> lookedFar = new ConcurrentHashMap<>();

    TrackingPass(
            AccessStore store,
            Sources sources,
            ObjectReaders readers,
            AccessAlerts alerts,
            Evidences evidences,
            TrackingListener listener,
            InstantSource clock) {
        this.store = store;
        this.sources = sources;
        this.readers = readers;
        this.alerts = alerts;
        this.evidences = evidences;
        this.listener = listener;
        this.clock = clock;
    }

    /** Others are tracked no more. */
    void keepOnly(Set<Tracked.Key> tracked) {
        lookedFar.keySet().retainAll(tracked);
    }

    End run(Tracked tracked) {
        try {
            var resource = store.obtain(tracked);
            try {
                return run(tracked, resource);
            } catch (CallFailed e) {
                LOG.warn("Nothing is read of who uses the bucket: {}", e.text());
                save(resource, new AccessStatus(resource, clock.instant()).failed(e));
            }
        } catch (KubernetesClientException e) {
            LOG.warn("What is known of who uses the bucket could not be read or kept: {}", e.getMessage());
        } catch (ObjectReaders.Interrupted e) {
            LOG.debug("Ended while reading", e);
        }
        return End.DONE;
    }

    private End run(Tracked tracked, S3BucketAccess resource) {
        var now = clock.instant();
        var status = new AccessStatus(resource, now);
        var source = sources.of(tracked);
        var log = source.log();
        var known = Knowledge.of(status.before())
                .map(before -> moved(before, source, status.before()))
                .orElseGet(() -> start(tracked.asked(), source, now));
        known = known.with(known.baseline().learningFor(tracked.asked().effectiveLearningDays()));
        if (log == null) {
            return End.DONE;
        }
        var reading = new Reading(log.store(), log.layout());
        var far = !now.isBefore(
                lookedFar.getOrDefault(tracked.key(), Instant.EPOCH).plus(FAR));
        var due = reading.due(known.cursor(), now, far, BATCH);
        var batch = read(
                tracked, log, known, due.objects(), now, status.acknowledged().keySet());
        var after = batch.known().with(due.after(batch.done()));
        var more = due.more() && batch.problem() == null;
        var next = status.of(
                after,
                List.of(),
                Optional.ofNullable(batch.problem()),
                more,
                !batch.done().isEmpty());
        var saved = save(resource, next);
        if (saved.isEmpty()) {
            LOG.info("Somebody else wrote what is known of who uses the bucket; it is read anew");
            return End.MORE;
        }
        if (due.full() && !more && batch.problem() == null) {
            lookedFar.put(tracked.key(), now);
        }
        alerts.tell(saved.get(), batch.alerts(), now);
        listener.read(batch.requests(), batch.unreadable());
        return more ? End.MORE : End.DONE;
    }

    /**
     * What was read of the objects that were due.
     *
     * @param done those that need not be read again
     * @param problem why not all were; null when they were
     */
    private record Batch(
            Knowledge known,
            Set<LogObject> done,
            List<Alert> alerts,
            long requests,
            long unreadable,
            @Nullable CallFailed problem) {}

    private Batch read(
            Tracked tracked,
            Source.Log log,
            Knowledge known,
            List<LogObject> objects,
            Instant now,
            Set<String> acknowledged) {
        var asked = tracked.asked();
        var terms = new Terms(asked.effectiveMaxAccessors(), asked.effectiveForgetAfterDays(), now, acknowledged);
        Watched watched = known.baseline().watched(tracked.bucket(), Declared.NOTHING, asked.effectiveMaxAccessors());
        var baseline = known.baseline();
        var done = new HashSet<LogObject>();
        var told = new ArrayList<Alert>();
        long requests = 0;
        long unreadable = 0;
        for (var read = readers.read(log, objects.iterator(), () -> new Told(watched)); read.hasNext(); ) {
            var one = read.next();
            var failure = one.failure();
            var what = one.told();
            if (failure != null) {
                return new Batch(
                        known.with(baseline), done, told, requests, unreadable, problem(one.object(), failure));
            }
            if (what == null) {
                baseline = baseline.vanished();
            } else {
                Merged merged = baseline.merge(what.tally(), terms);
                baseline = merged.baseline();
                told.addAll(merged.alerts());
                requests += what.tally().requests();
                unreadable += what.unreadable();
            }
            done.add(one.object());
        }
        return new Batch(known.with(baseline), done, told, requests, unreadable, null);
    }

    private static CallFailed problem(LogObject object, Exception why) {
        return why instanceof CallFailed failed
                ? failed
                : new CallFailed(
                        Reason.CheckFailed,
                        "The log object " + object.key() + " could not be read to its end: " + why.getMessage()
                                + ". It is tried again.",
                        why);
    }

    private Knowledge start(AccessTracking asked, Source source, Instant now) {
        var days = Math.max(asked.effectiveLearningDays(), asked.effectiveEvidenceDays());
        return Knowledge.start(
                source.described(),
                earliest(source, now.minus(Duration.ofDays(days)), now),
                asked.effectiveLearningDays());
    }

    /** The time of the first object that is still there, so that logs that were written before count as learning. */
    private static Instant earliest(Source source, Instant from, Instant now) {
        var log = source.log();
        if (log == null) {
            return now;
        }
        var first = new Reading(log.store(), log.layout()).between(from, now);
        return first.hasNext()
                ? log.layout()
                        .time(first.next().key())
                        .filter(time -> time.isAfter(from))
                        .orElse(from)
                : now;
    }

    private static Knowledge moved(Knowledge known, Source source, S3BucketAccessStatus before) {
        if (known.source().equals(source.described())) {
            return known;
        }
        var last = before.readUntil() == null ? known.since() : Instant.parse(before.readUntil());
        return known.from(source.described(), last);
    }

    private Optional<S3BucketAccess> save(S3BucketAccess resource, S3BucketAccessStatus status) {
        return status.equals(resource.getStatus()) ? Optional.of(resource) : store.save(resource, status);
    }
}
