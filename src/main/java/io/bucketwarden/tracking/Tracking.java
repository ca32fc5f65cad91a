package io.bucketwarden.tracking;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.fleet.Assignment;
import io.bucketwarden.fleet.Claim;
import io.bucketwarden.operator.KubernetesEvents;
import io.bucketwarden.operator.PolicyOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps track of who uses the buckets of the policies that ask for it, beside an operator that says which those are. */
public final class Tracking implements AutoCloseable {

    private final ObjectReaders readers = new ObjectReaders();
    private final TrackingPass pass;
    private final Trackers trackers;

    /**
     * Does nothing before it is started.
     *
     * @param evidences hears of what restrictions would deny, and is asked by the operator
     * @param interval from one reading of a bucket's log to the next
     */
    public Tracking(
            KubernetesClient client,
            Buckets buckets,
            PolicyOperator operator,
            Evidences evidences,
            Duration interval,
            TrackingListener listener,
            InstantSource clock) {
        var heard = new Heard(bucket -> operator.assignments(bucket)
                .flatMap(Tracking::tracked)
                .filter(Tracked::isListenedTo)
                .map(Tracked::key));
        this.pass = new TrackingPass(
                new AccessStore(client),
                new Sources(buckets, grants(operator)),
                readers,
                heard,
                new Queues(operator.hasQueues(), operator::queuesSeen),
                new AccessAlerts(new KubernetesEvents(client), listener),
                evidences,
                listener,
                clock);
        this.trackers = new Trackers(
                () -> operator.assignments().flatMap(Tracking::tracked), pass::run, pass::keepOnly, interval, clock);
        evidences.onChange(operator::lookSoon);
        operator.tellRequests(heard);
    }

    public void start() {
        trackers.start();
    }

    /** What was kept last of each bucket that is tracked. */
    public Collection<Glance> glances() {
        return pass.glances();
    }

    private static TrailGrants grants(PolicyOperator operator) {
        return new TrailGrants() {
            @Override
            public boolean areRequired() {
                return operator.requiresGrants();
            }

            @Override
            public Optional<GrantedAccount> of(Claim claim, String bucket, @Nullable String region) {
                return operator.reading(claim, bucket, region);
            }
        };
    }

    private static Stream<Tracked> tracked(Assignment assignment) {
        return assignment.claims().stream()
                .filter(claim -> claim.holds()
                        && !claim.policy().isPaused()
                        && claim.policy().getSpec().accessTracking() != null)
                .map(claim -> new Tracked(claim, assignment.region()));
    }

    @Override
    public void close() {
        trackers.close();
        readers.close();
    }
}
