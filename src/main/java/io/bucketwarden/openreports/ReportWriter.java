package io.bucketwarden.openreports;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.posture.About;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the report of each policy as the policy is, on a thread of its own. What cannot be written is told once and tried
 * again; it never keeps the operator from anything.
 */
public final class ReportWriter implements AutoCloseable {

    static final Duration TICK = Duration.ofSeconds(2);

    /** Of one policy, for each of its buckets: 100 s for 10,000. */
    private static final Duration FOR_EACH_BUCKET = Duration.ofMillis(10);

    /** A report that somebody changed or deleted is put right after so long. */
    static final Duration LOOK_AGAIN = Duration.ofHours(1);

    /** After what will not be otherwise soon: no such kind, no right, a report of somebody else. */
    static final Duration SLOWLY = Duration.ofMinutes(5);

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);

    /** Policies in one tick. */
    static final int AT_ONCE = 50;

    private static final Logger LOG = LoggerFactory.getLogger(ReportWriter.class);

    private static final class State {
        private @Nullable Said said;
        private Map<String, Times.Stamp> stamps = Map.of();
        private Instant last = Instant.MIN;
        private Instant notBefore = Instant.MIN;
        private boolean toldOfOther;
    }

    private record Due(S3BucketPolicy policy, State state, Said said) {}

    private final ReportStore store;
    private final ReportKind kind;
    private final FacetResults results;
    private final Supplier<List<S3BucketPolicy>> policies;
    private final Function<S3BucketPolicy, Optional<List<BucketStatus>>> buckets;
    private final InstantSource clock;
    private final Map<String, State> states = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("reports").factory());
    private boolean isServed;
    private Instant discovery = Instant.MIN;

    /**
     * Does nothing before it is started.
     *
     * @param facets what each facet says of itself
     * @param policies all of them; none while somebody else writes
     * @param buckets all that a policy says of its buckets; empty while that is not known in full
     */
    public ReportWriter(
            KubernetesClient client,
            ReportKind kind,
            Collection<About> facets,
            Supplier<List<S3BucketPolicy>> policies,
            Function<S3BucketPolicy, Optional<List<BucketStatus>>> buckets,
            InstantSource clock) {
        this.store = new ReportStore(client, kind);
        this.kind = kind;
        this.results = new FacetResults(facets);
        this.policies = policies;
        this.buckets = buckets;
        this.clock = clock;
    }

    public void start() {
        var _ = thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        tick();
                    } catch (RuntimeException | LinkageError e) {
                        LOG.error("A bug while reports were written", e);
                    }
                },
                TICK.toMillis(),
                TICK.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    void tick() {
        var now = clock.instant();
        var all = policies.get();
        states.keySet()
                .retainAll(all.stream().map(p -> p.getMetadata().getUid()).collect(Collectors.toSet()));
        if (all.isEmpty() || !isServed(now)) {
            return;
        }
        all.stream()
                .filter(policy -> policy.getMetadata().getDeletionTimestamp() == null)
                .flatMap(policy -> due(policy, now).stream())
                .sorted(Comparator.comparing(due -> due.state().last))
                .limit(AT_ONCE)
                .forEach(due -> write(due, now));
    }

    private Optional<Due> due(S3BucketPolicy policy, Instant now) {
        var state = states.computeIfAbsent(policy.getMetadata().getUid(), uid -> new State());
        if (now.isBefore(state.notBefore)) {
            return Optional.empty();
        }
        return buckets.apply(policy)
                .map(known -> Said.of(policy, known))
                .filter(said -> !said.equals(state.said) || !now.isBefore(state.last.plus(LOOK_AGAIN)))
                .map(said -> new Due(policy, state, said));
    }

    private void write(Due due, Instant now) {
        var state = due.state();
        try {
            if (!isServed(now)) {
                return;
            }
            var wait = write(due.policy(), state, due.said(), now)
                    ? FOR_EACH_BUCKET.multipliedBy(due.said().buckets().size())
                    : SLOWLY;
            state.last = now;
            state.notBefore = now.plus(wait);
            told.remove("failure");
        } catch (ReportStore.Refused e) {
            state.last = now;
            state.notBefore = now.plus(wait(e));
            tell(e, due.policy());
        } catch (RuntimeException | LinkageError e) {
            // Put off, or it would come first again and again, and nobody after it.
            state.last = now;
            state.notBefore = now.plus(SLOWLY);
            LOG.error("A bug while the report of {} was written", name(due.policy()), e);
        }
    }

    /** Whether the report is ours, and now as it should be. */
    private boolean write(S3BucketPolicy policy, State state, Said said, Instant now) throws ReportStore.Refused {
        var object = new ReportObject(kind, policy);
        var found = store.find(object);
        if (found.isPresent() && !object.owns(found.get())) {
            if (!state.toldOfOther) {
                state.toldOfOther = true;
                LOG.warn(
                        "{} {}/{} is not of this operator, so the report of its policy is not written. Rename or delete it.",
                        kind.kind(),
                        object.namespace(),
                        object.name());
            }
            return false;
        }
        var stamps = found.map(ReportObject::stamps).orElse(state.stamps);
        var report = object.saying(results.of(said), new Times(stamps, now));
        if (found.isPresent()) {
            store.update(found.get(), report);
        } else {
            store.create(report);
        }
        state.stamps = ReportObject.stamps(report);
        state.said = said;
        state.toldOfOther = false;
        return true;
    }

    private Duration wait(ReportStore.Refused e) {
        if (e.isGone()) {
            // Of a kind that is no more, or a namespace that ends.
            discovery = Instant.MIN;
            isServed = false;
        }
        return e.isDenied() ? SLOWLY : e.isCrossed() ? Duration.ZERO : AFTER_A_FAILURE;
    }

    private boolean isServed(Instant now) {
        if (isServed || now.isBefore(discovery)) {
            return isServed;
        }
        discovery = now.plus(SLOWLY);
        try {
            isServed = store.isServed();
        } catch (ReportStore.Refused e) {
            LOG.debug("Whether the cluster knows {} cannot be told", kind.resource(), e);
        }
        if (isServed && told.remove("absent")) {
            LOG.info("The cluster knows {} now, so they are written", kind.resource());
        } else if (!isServed && told.add("absent")) {
            LOG.info(
                    "The cluster does not know {} {}, so no reports are written; it is asked again every {} minutes",
                    kind.apiVersion(),
                    kind.kind(),
                    SLOWLY.toMinutes());
        }
        return isServed;
    }

    private static String name(S3BucketPolicy policy) {
        return policy.getMetadata().getNamespace() + "/" + policy.getMetadata().getName();
    }

    private void tell(ReportStore.Refused e, S3BucketPolicy policy) {
        var name = name(policy);
        if (e.isCrossed() || e.isGone() || thread.isShutdown()) {
            LOG.debug("The report of {} could not be written yet", name, e);
        } else if (e.isDenied()) {
            if (told.add(e.verb())) {
                LOG.warn(
                        "Reports are not written: the right to {} {} is missing, first for {}: {}. Allow it, as docs/reports.md"
                                + " shows; everything else goes on.",
                        e.verb(),
                        kind.resource(),
                        name,
                        e.getMessage());
            }
        } else if (told.add("failure")) {
            LOG.warn("The report of {} could not be written and is tried again: {}", name, e.getMessage());
        }
    }
}
