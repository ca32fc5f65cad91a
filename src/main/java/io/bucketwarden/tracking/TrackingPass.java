package io.bucketwarden.tracking;

import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.posture.CallFailed;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final Duration FAR = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(TrackingPass.class);

    private final AccessStore store;
    private final Sources sources;
    private final ObjectReaders readers;
    private final Heard heard;
    private final Listening listening;
    private final Keeping keeping;

    private final Judges judges = new Judges();
    private final Evidences evidences;

    private final InstantSource clock;
    private final Map<Tracked.Key, Instant> lookedFar = new ConcurrentHashMap<>();
    private final Errands errands = new Errands();
    private final Glances glances = new Glances();

    TrackingPass(
            AccessStore store,
            Sources sources,
            ObjectReaders readers,
            Heard heard,
            Queues queues,
            AccessAlerts alerts,
            Evidences evidences,
            TrackingListener listener,
            InstantSource clock) {
        this.store = store;
        this.sources = sources;
        this.readers = readers;
        this.heard = heard;
        this.keeping = new Keeping(store, alerts, evidences, glances, listener);
        this.listening = new Listening(heard, queues, keeping::keep, clock);
        this.evidences = evidences;
        this.clock = clock;
    }

    /** Others are tracked no more. */
    void keepOnly(Set<Tracked.Key> tracked) {
        lookedFar.keySet().retainAll(tracked);
        errands.keepOnly(tracked);
        glances.keepOnly(tracked);
        judges.keepOnly(tracked);
        evidences.keepOnly(tracked);
        heard.keepOnly(tracked);
    }

    /** What was kept last of each bucket that is tracked. */
    Collection<Glance> glances() {
        return glances.all();
    }

    End run(Tracked tracked) {
        if (listening.isTooEarly(tracked)) {
            return End.MORE;
        }
        try {
            var resource = store.obtain(tracked);
            try {
                return run(tracked, resource);
            } catch (CallFailed e) {
                LOG.warn("Nothing is read of who uses the bucket: {}", e.text());
                keeping.save(tracked, resource, new AccessStatus(resource, clock.instant()).failed(e));
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
        var known = Knowledge.of(status.before())
                .map(before -> before.from(source, status.before(), now))
                .orElseGet(() -> Knowledge.start(tracked.asked(), source, now));
        var visit = new Visit(tracked, source, judges.of(tracked, source.bucket()), now);
        var log = source.log();
        if (log == null) {
            return listening.run(visit, known.asAsked(visit), status);
        }
        heard.forget(tracked.key());
        return read(visit, log, known.asAsked(visit), status);
    }

    private End read(Visit visit, Source.Log log, Knowledge known, AccessStatus status) {
        var key = visit.tracked().key();
        var far =
                !visit.now().isBefore(lookedFar.getOrDefault(key, Instant.EPOCH).plus(FAR));
        var errand = errands.take(visit.tracked(), known.cursor(), log.layout())
                .orElseGet(() -> Errand.begin(log, known.cursor(), visit.now(), far));
        try {
            if (!errand.goOn(readers, visit, log, known)) {
                return unfinished(visit, known, status, errand);
            }
        } catch (CallFailed e) {
            errands.keep(visit.tracked(), errand);
            throw e;
        }
        return read(visit.at(errand.look().at()), log, known, status, errand);
    }

    /** Nothing is known of what is due, and so nothing is read. */
    private End unfinished(Visit visit, Knowledge known, AccessStatus status, Errand errand) {
        var place = visit.source().silence().place();
        if (!errands.keep(visit.tracked(), errand)) {
            throw new CallFailed(
                    Reason.TooManyKeys,
                    "At least " + errand.atLeast() + " keys are to be listed in " + place
                            + " or read once more, and too many logs have so many at the same time: it begins anew when others"
                            + " are done. Only the log belongs there, below a prefix of its own.");
        }
        if (!known.source().equals(status.before().source())) {
            keep(visit, status, Batch.of(known), true);
        } else if (errand.isLong()) {
            keeping.save(
                    visit.tracked(),
                    status.resource(),
                    status.catchingUp(
                            "At least " + errand.atLeast() + " keys are listed in " + place
                                    + ", and not all of them were gone through: nothing is read before. Only the log belongs there."));
        }
        return End.MORE;
    }

    private End read(Visit visit, Source.Log log, Knowledge known, AccessStatus status, Errand errand) {
        var now = visit.now();
        var key = visit.tracked().key();
        var due = errand.look().due();
        var batch = Batch.of(known.with(errand.impacts()));
        for (var read = readers.read(visit.source(), log, due.objects().iterator(), () -> visit.told(known));
                read.hasNext(); ) {
            batch = batch.with(read.next(), visit.terms(status.acknowledged().keySet()));
            if (batch.problem() != null) {
                break;
            }
        }
        var after = batch.known().with(due.after(batch.done()));
        var more = due.more() && batch.problem() == null;
        return keep(visit, status, batch.with(after), more) ? ended(key, due.full(), more, now, batch) : End.MORE;
    }

    private End ended(Tracked.Key key, boolean full, boolean more, Instant now, Batch batch) {
        if (full && !more && batch.problem() == null) {
            lookedFar.put(key, now);
        }
        return more ? End.MORE : End.DONE;
    }

    private boolean keep(Visit visit, AccessStatus status, Batch batch, boolean more) {
        var toEnd = !more && batch.problem() == null && batch.known().cursor().isCaughtUp();
        return keeping.keep(visit, status, batch, more, toEnd);
    }
}
