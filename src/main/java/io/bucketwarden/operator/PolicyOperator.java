package io.bucketwarden.operator;

import io.bucketwarden.access.Access;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.events.QueueListener;
import io.bucketwarden.events.QueueSeen;
import io.bucketwarden.events.SeenIds;
import io.bucketwarden.fleet.Assignment;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.fleet.Claim;
import io.bucketwarden.insight.Insight;
import io.bucketwarden.operator.changes.Touches;
import io.bucketwarden.operator.inventory.Inventories;
import io.bucketwarden.operator.inventory.Lister;
import io.bucketwarden.operator.inventory.Whereabouts;
import io.bucketwarden.operator.records.ConfigMapRecords;
import io.bucketwarden.operator.records.Records;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.telemetry.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running operator: informer, passes, status, and leader election where asked for. */
public final class PolicyOperator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyOperator.class);

    private final OperatorOptions options;
    private final RandomGenerator random;
    private final Policies policies = new Policies();
    private final Tenancy tenancy;
    private final Permits permits;
    private final StatusPace pace;
    private final BucketQueue queue;
    private final Fleet fleet;
    private final Touches touches = new Touches();
    private final Records records;
    private final BucketLook look;
    private final Backstop backstop;
    private final Intake intake;
    private final Messages messages;
    private final Leadership leadership;
    private final Schedule schedule;
    private final Operator operator;
    private volatile boolean started;
    private volatile boolean stopping;

    public PolicyOperator(
            KubernetesClient client,
            Buckets buckets,
            List<? extends Facet<?, ?>> facets,
            OperatorOptions options,
            Evidence evidence,
            PassListener listener,
            InstantSource clock,
            RandomGenerator random) {
        this.options = options;
        this.random = random;
        this.leadership = new Leadership(client, options.lease());
        var due = new SimpleInboundEventSource<S3BucketPolicy>("pace");
        this.schedule = new Schedule(options.intervalFloor(), options.verifyDelay(), random);
        this.tenancy = new Tenancy(client, options.requireGrants());
        this.permits = new Permits(policies, this::isInTouch, tenancy);
        this.pace = new StatusPace(due::propagateEvent);
        this.queue = new BucketQueue(options.concurrency());
        this.backstop = new Backstop(options.longest(), clock);
        this.records = new ConfigMapRecords(client, options.recordNamespace());
        var inventories = new Inventories(Lister.of(buckets));
        this.fleet = new Fleet(
                policies,
                tenancy,
                inventories,
                new Whereabouts(buckets::ownAccount, clock),
                schedule,
                queue,
                pace,
                this::gone);
        var lostUpdates = new LostUpdates(buckets::wrotePolicyAround, facets, this::tell, listener, clock);
        this.look = new BucketLook(
                fleet,
                permits,
                buckets,
                new BucketPass(facets, records, evidence),
                new Convergences(options.verifyDelay()),
                touches,
                new Recollections(options.backstop() != null),
                schedule,
                backstop,
                lostUpdates,
                clock,
                listener);
        queue.look(look::at);
        this.intake = new Intake(fleet, inventories, touches, queue, buckets, lostUpdates, listener, clock);
        this.messages = new Messages(new SeenIds(clock), new SeenIds(clock), intake, listener::heard);
        fleet.everySecond(this::watchQueues);
        fleet.takeNote(look::takesNote);
        var reconciler = new PolicyReconciler(policies, fleet, due, backstop, clock);
        var settings = new ControllerSettings(client, options, leadership.election(), this::informerStopped);
        this.operator = new Operator(settings::service);
        operator.register(reconciler, settings::controller);
    }

    /** Returns once the informer has seen every policy. */
    public void start() {
        tenancy.start(fleet::changed, this::informerStopped);
        operator.start();
        started = true;
    }

    /** Whether the operator works, and would hear of every change. */
    public boolean isHealthy() {
        return operator.getRuntimeInfo().isStarted() && isInTouch();
    }

    private void gone(BucketId bucket) {
        look.forget(bucket);
        records.forget(bucket);
    }

    private boolean isInTouch() {
        return unwatched().isEmpty();
    }

    /** What it does not hear of any more; empty when it hears of all that it has to. */
    public Optional<Class<? extends HasMetadata>> unwatched() {
        return operator.getRuntimeInfo().allEventSourcesAreHealthy()
                ? tenancy.unwatched()
                : Optional.of(S3BucketPolicy.class);
    }

    /** Every policy as last seen; none on a standby, so that each is counted once among the replicas. */
    public List<S3BucketPolicy> policies() {
        return leadership.isHeld() ? policies.all().toList() : List.of();
    }

    /** What is asked of each bucket; nothing on a standby, nor before it is known. */
    public Stream<Assignment> assignments() {
        return isAsked() ? fleet.roster().assignments().values().stream() : Stream.empty();
    }

    /** The same of the buckets of one name. */
    public Stream<Assignment> assignments(String bucket) {
        return isAsked()
                ? fleet.roster().named(bucket).stream().flatMap(id -> fleet.assignment(id).stream())
                : Stream.empty();
    }

    private boolean isAsked() {
        return leadership.isHeld() && started && !stopping;
    }

    /** Whether policies reach only what grants allow. */
    public boolean requiresGrants() {
        return tenancy.isRequired();
    }

    /**
     * How a claim may have a bucket read that it does not govern; empty when no grant covers that.
     *
     * @param region where the bucket is; null while that is not known
     */
    public Optional<GrantedAccount> reading(Claim claim, String bucket, @Nullable String region) {
        return permits.reading(claim, bucket, region);
    }

    /** A bucket is looked at soon, since what is known about it has changed. */
    public void lookSoon(BucketId bucket) {
        fleet.assignment(bucket).ifPresent(asked -> queue.now(bucket, true));
    }

    /** What each policy says of each of its buckets; a bucket with several policies is there several times. */
    public List<BucketStatus> buckets() {
        return fleet.statuses().toList();
    }

    /** All that a policy says of its buckets, without any bound; empty while not each of them was looked at. */
    public Optional<List<BucketStatus>> buckets(S3BucketPolicy policy) {
        return isAsked() ? new WholeStatus(fleet).of(policy) : Optional.empty();
    }

    /** What is known at this moment of each policy and all of its buckets, to be shown; nothing on a standby. */
    public Insight insight(Instant now) {
        return new Insights(leadership, policies, fleet, schedule).at(now, isAsked(), isHealthy());
    }

    /** Takes one message of a queue of changes. Throws when there is a bug, and then wants it once more. */
    public void hear(String message) {
        messages.accept(message);
    }

    /** Whether it may be told more: it acts, knows which buckets it is about, and not many of them wait for a look. */
    public boolean hasRoom() {
        if (!isAsked()) {
            return false;
        }
        intake.open();
        return intake.hasRoom();
    }

    /**
     * Requests to buckets come through the queues, too, where a rule sends them.
     *
     * @param wanted is told each of them once, by several threads, and says whether anybody wants to know of it; must not
     *     wait for anything
     */
    public void tellRequests(Predicate<Access> wanted) {
        messages.tellRequests(wanted);
    }

    /** Whether it was given a queue at all. */
    public boolean hasQueues() {
        return options.backstop() != null;
    }

    /** Wants to hear whether the queues of changes can be read. */
    public QueueListener queues() {
        return backstop;
    }

    /** Each queue of changes that was tried; none on a standby, which does not try. */
    public List<QueueSeen> queuesSeen() {
        return backstop.seen();
    }

    public Workload workload() {
        return new Workload(leadership.isHeld(), queue.waiting(), queue.running(), touches.size());
    }

    private void tell(Claim claim, Transition happened) {
        fleet.book(claim.policy()).tell(happened);
        fleet.reportSoon(claim.policy());
    }

    private void watchQueues() {
        backstop.full(intake.isFull());
        if (backstop.takeNews()) {
            fleet.reportAll();
            if (backstop.trouble().isPresent()) {
                queue.hasten(this::someTime);
            }
        }
    }

    /** Not all at once. */
    private Duration someTime() {
        return Duration.ofMillis((long) (backstop.longest().toMillis() * random.nextDouble()));
    }

    /** Lets running passes end, then gives the lease back. Does not wait for a start that is still under way. */
    @Override
    public void close() {
        stopping = true;
        leadership.end();
        fleet.close();
        queue.close();
        if (started) {
            pace.tell();
            operator.stop();
            permits.forbidWrites();
            leadership.release();
        }
        pace.close();
        tenancy.close();
    }

    /** Without it nothing would be seen any more; the process goes down, not through System.exit, which ends as asked. */
    private void informerStopped(@Nullable Throwable why) {
        if (why != null && started && !stopping) {
            LOG.error("Policies, grants or namespaces can no longer be watched; ending at once", why);
            Runtime.getRuntime().halt(1);
        }
    }
}
