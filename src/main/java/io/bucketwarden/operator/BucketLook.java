package io.bucketwarden.operator;

import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.fleet.Assignment;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.fleet.Claim;
import io.bucketwarden.fleet.Problem;
import io.bucketwarden.operator.changes.Touches;
import io.bucketwarden.operator.changes.Touches.Touch;
import io.bucketwarden.operator.status.BucketReport.Place;
import io.bucketwarden.operator.status.Look;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Exposures;
import io.bucketwarden.posture.LiveBucket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One look at one bucket for everybody who has a say: open it, run the pass, and note in each policy's book what was found. */
final class BucketLook {

    private static final Logger LOG = LoggerFactory.getLogger(BucketLook.class);
    private static final Next NEVER = new Next(Duration.ofDays(1), false, true);

    private final Fleet fleet;
    private final Permits permits;
    private final Buckets buckets;
    private final BucketPass pass;
    private final Convergences convergences;
    private final Touches touches;
    private final Recollections recollections;
    private final Schedule schedule;
    private final Backstop backstop;
    private final LostUpdates lostUpdates;
    private final Notes notes;
    private final InstantSource clock;
    private final InstantSource forward;
    private final PassListener listener;

    BucketLook(
            Fleet fleet,
            Permits permits,
            Buckets buckets,
            BucketPass pass,
            Convergences convergences,
            Touches touches,
            Recollections recollections,
            Schedule schedule,
            Backstop backstop,
            LostUpdates lostUpdates,
            InstantSource clock,
            PassListener listener) {
        this.fleet = fleet;
        this.permits = permits;
        this.buckets = buckets;
        this.pass = pass;
        this.convergences = convergences;
        this.touches = touches;
        this.recollections = recollections;
        this.schedule = schedule;
        this.backstop = backstop;
        this.lostUpdates = lostUpdates;
        this.notes = new Notes(fleet, clock, listener);
        this.clock = clock;
        this.forward = new ForwardClock(clock);
        this.listener = listener;
    }

    /** @param whole whether all of it is read, and not only what has changed since the last look */
    Next at(BucketId bucket, boolean whole) {
        MDC.put("bucket", bucket.name());
        try {
            var touch = touches.take(bucket);
            var since = whole ? touch.and(Touch.EVERYTHING) : touch;
            // Whether or not this look gets to read: nothing may be remembered that was heard to have changed.
            recollections.drop(bucket, since.touched());
            return fleet.assignment(bucket)
                    .map(assignment -> at(assignment, since))
                    .orElse(NEVER);
        } finally {
            // It may have gone during the look, after which nobody else forgets it.
            if (fleet.assignment(bucket).isEmpty()) {
                forget(bucket);
            }
            MDC.remove("bucket");
        }
    }

    /** The bucket is nobody's business any more. */
    void forget(BucketId bucket) {
        convergences.forget(bucket);
        touches.forget(bucket);
        recollections.forget(bucket);
        lostUpdates.forget(bucket);
    }

    /**
     * Takes note of a policy that came or went without governing anything, for which no call is made.
     *
     * @param before what was asked of the bucket; null when nothing was
     * @return whether that was all
     */
    boolean takesNote(@Nullable Assignment before, Assignment now) {
        if (before == null || !now.isGovernedAs(before) || now.isToBeLocated()) {
            return false;
        }
        var others = now.claims().stream()
                .filter(claim -> !before.asks(claim) && !claim.policy().isPaused())
                .toList();
        if (others.stream().anyMatch(this::concerns)) {
            return false;
        }
        others.forEach(claim -> unconcerned(now, claim));
        return true;
    }

    private Next at(Assignment assignment, Touch since) {
        var active = assignment.claims().stream()
                .filter(claim -> !claim.policy().isPaused()
                        && permits.granted(claim, null).isPresent())
                .toList();
        var interval = shortest(
                active,
                claim -> backstop.interval(schedule.interval(claim.policy().getSpec())));
        var ending =
                shortest(active, claim -> Exemptions.untilOneEnds(claim.policy().getSpec(), clock.instant()));
        var convergence = convergences.of(assignment, interval);
        var looks = assignment.isToBeLocated() || active.stream().noneMatch(Claim::holds)
                ? locate(assignment, active, since)
                : looks(assignment, active, convergence, since);
        lostUpdates.close(assignment.bucket(), since.events());
        var latest = Stream.of(interval, ending, convergence.insists() ? Convergence.INSIST_AFTER : interval)
                .min(Duration::compareTo)
                .get();
        return schedule.after(looks, latest, convergence.unverified(), convergence.hasWritten());
    }

    /** Finds out where the bucket is, by the first way in that can tell. With that it is decided anew who has a say. */
    private List<Look> locate(Assignment assignment, List<Claim> active, Touch since) {
        var looks = new ArrayList<Look>();
        for (var claims : Assignment.byRole(active)) {
            var first = claims.getFirst();
            try {
                var region = buckets.locate(
                        assignment.bucket().name(),
                        first.access(),
                        first.owner(),
                        first.policy().getSpec().region());
                if (!region.equals(assignment.region())) {
                    fleet.found(assignment.bucket(), region);
                    return List.of();
                }
                claims.forEach(claim -> looks.add(unconcerned(assignment, claim)));
            } catch (CallFailed e) {
                looks.addAll(unreachable(claims, e, since));
            }
        }
        return looks;
    }

    private List<Look> looks(Assignment assignment, List<Claim> active, Convergence convergence, Touch since) {
        var looks = new ArrayList<Look>();
        // Each policy acts only through the role that its own namespace is granted.
        for (var claims : Assignment.byRole(active)) {
            if (claims.stream().anyMatch(this::concerns)) {
                looks.addAll(look(assignment, claims, convergence, since));
            } else {
                claims.forEach(claim -> looks.add(unconcerned(assignment, claim)));
            }
        }
        return looks;
    }

    private static Duration shortest(List<Claim> claims, Function<Claim, Duration> of) {
        return claims.stream().map(of).min(Duration::compareTo).orElse(NEVER.delay());
    }

    /** Whether the policy governs something of the bucket, or may have left something there. */
    private boolean concerns(Claim claim) {
        return !claim.governs().isEmpty()
                || (claim.holds()
                        && claim.mode() == Mode.Enforce
                        && !claim.posture()
                                .declared()
                                .containsAll(book(claim)
                                        .governed(claim.bucket().name())
                                        .keySet()));
    }

    /** Other policies govern everything, or the policy is wrong about the bucket, so no call is made for this one. */
    private Look unconcerned(Assignment assignment, Claim claim) {
        return claim.problem() != null
                ? notes.unreachable(claim, claim.problem(), List.of())
                : notes.found(claim, List.of(), new Place(assignment.region(), claim.owner()), List.of(), List.of());
    }

    private List<Look> look(Assignment assignment, List<Claim> claims, Convergence convergence, Touch since) {
        var first = claims.getFirst();
        LiveBucket opened;
        try {
            opened = buckets.open(first.bucket().name(), first.access(), first.owner(), assignment.region());
        } catch (CallFailed e) {
            return unreachable(claims, e, since);
        }
        var looks = new ArrayList<Look>();
        claims.stream().filter(claim -> !claim.holds()).forEach(claim -> looks.add(unconcerned(assignment, claim)));
        var holding = claims.stream().filter(Claim::holds).toList();
        looks.addAll(pass(assignment, holding, opened, convergence, since));
        return looks;
    }

    private List<Look> pass(
            Assignment assignment, List<Claim> claims, LiveBucket opened, Convergence convergence, Touch since) {
        var region = opened.identity().region();
        var access = claims.getFirst().access().access();
        var bucket = permits.limit(opened, claims, assignment.governed(), fleet::asks)
                .recalling(recollections.of(assignment.bucket(), access));
        // An exemption that has ended must not come back when the clock is set back.
        var now = forward.instant();
        var found = pass.run(
                bucket,
                claims.stream().map(claim -> duty(claim, region, now)).toList(),
                assignment.governed(),
                convergence,
                now);
        lostUpdates.judge(assignment.bucket(), claims, since.events(), bucket::policyDocument);
        touches.add(assignment.bucket(), new Touch(bucket.written(), List.of()));
        recollections.drop(assignment.bucket(), bucket.written());
        recollections.keep(assignment.bucket(), access, bucket.readings(), convergence.unverified() > 0);
        if (found.values().stream()
                .flatMap(List::stream)
                .anyMatch(f -> f.is(Reason.WrongRegion) || f.is(Reason.BucketNotFound))) {
            buckets.forget(assignment.bucket().name());
            fleet.lost(assignment.bucket());
        }
        var place = new Place(region, bucket.identity().ownerAccount());
        listener.passed(
                claims.stream().map(Claim::policy).toList(),
                bucket.readCount(),
                found.values().stream()
                        .flatMap(List::stream)
                        .flatMap(finding -> finding.remediation().stream())
                        .toList());
        return claims.stream()
                .map(claim -> notes.found(
                        claim,
                        Objects.requireNonNull(found.get(claim.uid())),
                        place,
                        exposure(claim, bucket),
                        since.events()))
                .toList();
    }

    private Duty duty(Claim claim, String region, Instant now) {
        // A grant may have been lowered a moment ago.
        var granted = permits.granted(claim, region).orElse(Mode.Audit);
        return Duty.of(
                claim, granted, book(claim), Exemptions.inForce(claim.policy().getSpec(), now));
    }

    private List<Look> unreachable(List<Claim> claims, CallFailed why, Touch since) {
        LOG.debug("The bucket cannot be opened", why);
        lostUpdates.judge(claims.getFirst().bucket(), claims, since.events(), () -> {
            throw why;
        });
        return claims.stream()
                .map(claim -> notes.unreachable(claim, new Problem(why.reason(), why.text()), since.events()))
                .toList();
    }

    /** Told by the policy that answers for it. The pass has read all that this is judged from. */
    private static List<Exposure> exposure(Claim claim, LiveBucket bucket) {
        return claim.governs().contains("publicAccess") ? Exposures.of(bucket).all() : List.of();
    }

    private Book book(Claim claim) {
        return fleet.book(claim.policy());
    }
}
