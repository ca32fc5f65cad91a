package io.bucketwarden.operator;

import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.fleet.Assignment;
import io.bucketwarden.fleet.Claim;
import io.bucketwarden.fleet.Problem;
import io.bucketwarden.operator.BucketReport.Place;
import io.bucketwarden.posture.BucketIdentity;
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
    private static final Problem NOT_GRANTED =
            new Problem(Reason.NotGranted, "The bucket is in a region that no grant covers.");
    private static final BucketQueue.Next NEVER = new BucketQueue.Next(Duration.ofDays(1), false);

    private final Fleet fleet;
    private final Permits permits;
    private final Buckets buckets;
    private final BucketPass pass;
    private final Schedule schedule;
    private final InstantSource clock;
    private final InstantSource forward;
    private final PassListener listener;
    private final Convergences convergences;

    BucketLook(
            Fleet fleet,
            Permits permits,
            Buckets buckets,
            BucketPass pass,
            Schedule schedule,
            InstantSource clock,
            PassListener listener) {
        this.fleet = fleet;
        this.permits = permits;
        this.buckets = buckets;
        this.pass = pass;
        this.schedule = schedule;
        this.clock = clock;
        this.forward = new ForwardClock(clock);
        this.listener = listener;
        this.convergences = new Convergences(fleet);
    }

    BucketQueue.Next at(String bucket) {
        MDC.put("bucket", bucket);
        try {
            return fleet.assignment(bucket).map(this::at).orElse(NEVER);
        } finally {
            MDC.remove("bucket");
        }
    }

    /**
     * Takes note of a policy that came or went without governing anything, for which no call is made.
     *
     * @param before what was asked of the bucket; null when nothing was
     * @return whether that was all
     */
    boolean takesNote(@Nullable Assignment before, Assignment now) {
        if (before == null || !now.isGovernedAs(before)) {
            return false;
        }
        var others = now.claims().stream()
                .filter(claim -> !before.asks(claim) && !claim.policy().isPaused())
                .toList();
        if (others.stream().anyMatch(claim -> concerns(claim, now.bucket()))) {
            return false;
        }
        others.forEach(claim -> unconcerned(now, claim));
        return true;
    }

    private BucketQueue.Next at(Assignment assignment) {
        var active = assignment.claims().stream()
                .filter(claim -> !claim.policy().isPaused())
                .toList();
        var interval =
                shortest(active, claim -> schedule.interval(claim.policy().getSpec()));
        var ending =
                shortest(active, claim -> Exemptions.untilOneEnds(claim.policy().getSpec(), clock.instant()));
        var convergence = convergences.of(assignment, interval);
        var looks = active.stream().anyMatch(claim -> concerns(claim, assignment.bucket()))
                ? look(assignment, active, convergence)
                : active.stream().map(claim -> unconcerned(assignment, claim)).toList();
        return schedule.after(looks, ending.compareTo(interval) < 0 ? ending : interval, convergence.unverified());
    }

    private static Duration shortest(List<Claim> claims, Function<Claim, Duration> of) {
        return claims.stream().map(of).min(Duration::compareTo).orElse(NEVER.delay());
    }

    /** Whether the policy governs something of the bucket, or may have left something there. */
    private boolean concerns(Claim claim, String bucket) {
        return !claim.governs().isEmpty()
                || (claim.mode() == Mode.Enforce
                        && !claim.posture()
                                .declared()
                                .containsAll(book(claim).governed(bucket).keySet()));
    }

    /** Other policies govern everything, so no call is made for this one. */
    private Look unconcerned(Assignment assignment, Claim claim) {
        return keep(assignment, claim, List.of(), new Place(claim.region(), claim.owner()), List.of());
    }

    private List<Look> look(Assignment assignment, List<Claim> active, Convergence convergence) {
        var name = assignment.bucket();
        LiveBucket opened;
        try {
            opened = buckets.open(name, assignment.account(), assignment.owner(), assignment.region());
        } catch (CallFailed e) {
            LOG.debug("The bucket cannot be opened", e);
            return active.stream()
                    .map(claim -> unreachable(assignment, claim, new Problem(e.reason(), e.text())))
                    .toList();
        }
        var looks = new ArrayList<Look>();
        var allowed = new ArrayList<Claim>();
        for (var claim : active) {
            var problem = problem(claim, opened.identity());
            if (problem == null) {
                allowed.add(claim);
            } else {
                looks.add(unreachable(assignment, claim, problem));
            }
        }
        if (!allowed.isEmpty()) {
            looks.addAll(pass(assignment, allowed, opened, convergence));
        }
        return looks;
    }

    /** What only one of the policies of a bucket is wrong about is told to that one. */
    private @Nullable Problem problem(Claim claim, BucketIdentity bucket) {
        if (permits.granted(claim, bucket.name(), bucket.region()).isEmpty()) {
            return NOT_GRANTED;
        }
        var declared = claim.policy().getSpec().region();
        if (declared != null && !declared.equals(bucket.region())) {
            return new Problem(
                    Reason.WrongRegion,
                    "The bucket is not in " + declared + ": correct spec.region, or leave it out to have it found.");
        }
        var owner = bucket.ownerAccount();
        return claim.owner() != null && owner != null && !claim.owner().equals(owner)
                ? new Problem(
                        Reason.AccessDenied,
                        "The bucket is not looked for in account " + claim.owner()
                                + ", since other policies do not declare it: correct spec.accountId.")
                : null;
    }

    private List<Look> pass(Assignment assignment, List<Claim> claims, LiveBucket opened, Convergence convergence) {
        var name = assignment.bucket();
        var region = opened.identity().region();
        var writing =
                claims.stream().filter(claim -> claim.mode() == Mode.Enforce).toList();
        var bucket =
                opened.writableWhile(() -> writing.stream().allMatch(claim -> permits.stands(claim, name, region)));
        // An exemption that has ended must not come back when the clock is set back.
        var now = forward.instant();
        var found = pass.run(
                bucket,
                claims.stream().map(claim -> duty(claim, name, region, now)).toList(),
                convergence,
                now);
        if (found.values().stream()
                .flatMap(List::stream)
                .anyMatch(f -> f.is(Reason.WrongRegion) || f.is(Reason.BucketNotFound))) {
            buckets.forget(name);
        }
        var place = new Place(region, bucket.identity().ownerAccount());
        listener.passed(
                claims.stream().map(Claim::policy).toList(),
                bucket.readCount(),
                found.values().stream()
                        .flatMap(List::stream)
                        .flatMap(BucketLook::remediation)
                        .toList());
        return claims.stream()
                .map(claim -> keep(
                        assignment,
                        claim,
                        Objects.requireNonNull(found.get(claim.uid())),
                        place,
                        exposure(claim, bucket)))
                .toList();
    }

    private Duty duty(Claim claim, String bucket, String region, Instant now) {
        // A grant may have been lowered a moment ago.
        var granted = permits.granted(claim, bucket, region).orElse(Mode.Audit);
        return new Duty(
                claim.uid(),
                claim.posture(),
                granted == Mode.Enforce ? claim.mode() : Mode.Audit,
                claim.governs(),
                book(claim).governed(bucket),
                Exemptions.inForce(claim.policy().getSpec(), now));
    }

    private Look keep(
            Assignment assignment, Claim claim, List<Finding> findings, Place place, List<Exposure> exposure) {
        var name = assignment.bucket();
        var book = book(claim);
        var failures = book.failures(name, findings.stream().anyMatch(f -> f.is(Reason.CheckFailed)));
        var look = new Look(name, findings, null, failures);
        var superseded = BucketReport.superseded(claim.policy(), claim.superseded());
        note(assignment, claim, look, book.report(name, clock.instant()).looked(findings, place, exposure, superseded));
        return look;
    }

    private Look unreachable(Assignment assignment, Claim claim, Problem why) {
        var name = assignment.bucket();
        var failures = book(claim).failures(name, why.reason() == Reason.CheckFailed);
        var look = new Look(name, List.of(), why, failures);
        note(assignment, claim, look, book(claim).report(name, clock.instant()).unlooked(why.message()));
        return look;
    }

    private void note(Assignment assignment, Claim claim, Look look, BucketStatus next) {
        if (fleet.standing(claim.uid()).isEmpty()) {
            return;
        }
        var isUpToDate = fleet.assignment(assignment.bucket())
                .filter(now -> now.asks(claim))
                .isPresent();
        if (book(claim).keep(look, next, isUpToDate)) {
            fleet.reportSoon(claim.policy());
        }
    }

    /** Told by the policy that answers for it. The pass has read all that this is judged from. */
    private static List<Exposure> exposure(Claim claim, LiveBucket bucket) {
        return claim.governs().contains("publicAccess") ? Exposures.of(bucket).all() : List.of();
    }

    private static Stream<PassListener.Remediation> remediation(Finding finding) {
        return switch (finding.state()) {
            case Remediated -> Stream.of(new PassListener.Remediation(finding.facet(), "written"));
            case Failed -> Stream.of(new PassListener.Remediation(finding.facet(), "refused"));
            case Contended -> Stream.of(new PassListener.Remediation(finding.facet(), "halted"));
            default -> Stream.empty();
        };
    }

    private Book book(Claim claim) {
        return fleet.book(claim.policy());
    }
}
