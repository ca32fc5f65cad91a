package io.bucketwarden.command.run;

import io.bucketwarden.aws.Accounts;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.aws.Caller;
import io.bucketwarden.command.AwsOptions;
import io.bucketwarden.command.Cluster;
import io.bucketwarden.command.Version;
import io.bucketwarden.events.QueueReader;
import io.bucketwarden.openreports.ReportWriter;
import io.bucketwarden.operator.PolicyOperator;
import io.bucketwarden.page.PageServer;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.facet.Facets;
import io.bucketwarden.telemetry.ManagementServer;
import io.bucketwarden.telemetry.Metrics;
import io.bucketwarden.telemetry.Readiness;
import io.bucketwarden.tracking.Evidences;
import io.bucketwarden.tracking.Tracking;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The start of the operator: what it is made of, and in which order that is opened. */
record Launch(Settings settings, Ending ending) {

    private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

    /** Opens everything, in the order in which it depends on each other, and starts to work. */
    void start() throws IOException {
        var clock = InstantSource.system();
        var metrics = new Metrics(Version.number(), settings.operator().intervalFloor());
        var kubernetes = ending.closes(Cluster.patientClient());
        Cluster.reach(kubernetes);
        var credentials = ending.closes(AwsOptions.credentials());
        var accounts = ending.closes(new Accounts(
                settings.endpoint(),
                credentials,
                settings.requestRate(),
                settings.operator().concurrency() * 2,
                (operation, outcome, duration) -> metrics.request(operation, outcome.name(), duration),
                clock));
        var buckets = new Buckets(accounts, Caller.of(accounts, settings.exemptPrincipals(), clock), clock);
        var measured = new Measured(metrics, clock);
        var evidences = new Evidences(clock);
        var operator = new PolicyOperator(
                kubernetes,
                buckets,
                Facets.ALL,
                settings.operator(),
                evidences,
                measured,
                clock,
                RandomGenerator.getDefault());
        var tracking =
                new Tracking(kubernetes, buckets, operator, evidences, settings.accessInterval(), measured, clock);
        var unwatched = new Unwatched(kubernetes, settings.operator().namespaces());
        var readiness = new Readiness(operator::isHealthy, () -> unwatched.why(operator), clock);
        var server = ending.closes(serving(
                settings.managementHost(),
                settings.managementPort(),
                (host, port) -> new ManagementServer(
                        host, port, readiness::unready, () -> scrape(metrics, operator, tracking))));
        var page = settings.page() == null ? null : ending.closes(page(settings.page(), kubernetes, operator, clock));
        ending.closes(operator);
        ending.closes(tracking);
        if (ending.isAsked()) {
            return;
        }
        operator.start();
        tracking.start();
        if (settings.reports().isWritten()) {
            ending.closes(new ReportWriter(
                            kubernetes,
                            settings.reports(),
                            Facets.ALL.stream().map(Facet::about).toList(),
                            operator::policies,
                            operator::buckets,
                            clock))
                    .start();
        }
        listen(accounts, operator, clock);
        if (page != null) {
            LOG.info("The status page is on port {}", page.port());
        }
        LOG.info(
                "Watching {}; management on port {}",
                settings.operator().namespaces().isEmpty()
                        ? "all namespaces"
                        : settings.operator().namespaces(),
                server.port());
    }

    private static PageServer page(
            PageOptions.Address address, KubernetesClient kubernetes, PolicyOperator operator, InstantSource clock)
            throws IOException {
        return serving(
                address.host(),
                address.port(),
                (host, port) -> new PageServer(host, port, kubernetes, () -> operator.insight(clock.instant()), clock));
    }

    /** Something that listens. */
    private interface Opened<T> {
        T at(String host, int port) throws IOException;
    }

    /** Names the address where it cannot be used; what the JDK throws does not. */
    private static <T> T serving(String host, int port, Opened<T> opened) throws IOException {
        try {
            return opened.at(host, port);
        } catch (IOException e) {
            throw new IOException("on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private static String scrape(Metrics metrics, PolicyOperator operator, Tracking tracking) {
        Measured.tracked(metrics, tracking.glances());
        metrics.queues(operator.queuesSeen());
        metrics.workload(operator.workload());
        return metrics.scrape(operator.policies(), operator.buckets());
    }

    /** Begins to read the queues; nothing is taken from them before the operator has room for it. */
    private void listen(Accounts accounts, PolicyOperator operator, InstantSource clock) {
        for (var queue : settings.queues()) {
            ending.closes(QueueReader.start(
                    accounts.queue(queue), queue, operator::hasRoom, operator::hear, operator.queues(), clock));
        }
    }
}
