package io.bucketwarden.command.run;

import io.bucketwarden.command.AwsOptions;
import io.bucketwarden.command.DurationConverter;
import io.bucketwarden.command.Flag;
import io.bucketwarden.command.Logs;
import io.bucketwarden.command.NothingBegun;
import io.bucketwarden.command.QueueOptions;
import io.bucketwarden.command.WritingOptions;
import io.bucketwarden.operator.OperatorOptions;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bucketwarden run}: the operator, until it is told to end. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = "Run the operator against the cluster of the current kubeconfig or service account.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended as asked, by SIGTERM or SIGINT",
            "1:could not start, lost the lease or the cluster, or could not end in time; the last log line says why",
            "64:a flag or variable is wrong",
            "70:a bug; please report it with the output"
        })
public final class RunCommand implements Callable<Integer> {

    /** Could not start, or could not end in time. */
    static final int FAILED = 1;

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private QueueOptions queues = new QueueOptions();

    @Mixin
    private BackstopOptions backstop = new BackstopOptions();

    @Mixin
    private TrackingOptions tracking = new TrackingOptions();

    @Mixin
    private ReportsOptions reports = new ReportsOptions();

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "${env:BUCKETWARDEN_CONCURRENCY:-64}",
            description = "Buckets of one account looked at at the same time, 1 to 512.")
    private int concurrency;

    @Option(
            names = "--interval-floor",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "${env:BUCKETWARDEN_INTERVAL_FLOOR:-1m}",
            description = "No policy is checked more often than this, whatever its interval.")
    private Duration intervalFloor = Duration.ofMinutes(1);

    @Option(
            names = "--verify-delay",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "${env:BUCKETWARDEN_VERIFY_DELAY:-5s}",
            description = "From a write to the look that confirms it.")
    private Duration verifyDelay = Duration.ofSeconds(5);

    @Option(
            names = "--watch-namespace",
            paramLabel = "NAMESPACE",
            split = ",",
            defaultValue = "${env:BUCKETWARDEN_WATCH_NAMESPACE}",
            showDefaultValue = Visibility.NEVER,
            description = "A namespace to watch; may be repeated. All when not given.")
    private List<String> watchNamespaces = new ArrayList<>();

    @Option(
            names = "--require-grants",
            paramLabel = "BOOL",
            arity = "1",
            defaultValue = "${env:BUCKETWARDEN_REQUIRE_GRANTS:-true}",
            description =
                    "true: a policy governs only what an S3BucketGrant allows. false: every policy may govern every"
                            + " bucket that the operator's own identity reaches.")
    private boolean requireGrants = true;

    @Option(
            names = "--record-namespace",
            paramLabel = "NAMESPACE",
            defaultValue = "${env:BUCKETWARDEN_RECORD_NAMESPACE}",
            description =
                    "Namespace of the ConfigMaps that keep what buckets were before the first write; that of the pod or"
                            + " the kubeconfig when not given.")
    private @Nullable String recordNamespace;

    @Mixin
    private ManagementOptions management = new ManagementOptions();

    @Mixin
    private PageOptions page = new PageOptions();

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "${env:BUCKETWARDEN_LOG_FORMAT:-json}",
            description = "json or text.")
    private Logs.Format logFormat = Logs.Format.json;

    @Mixin
    private LeaderOptions leadership = new LeaderOptions();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    @Mixin
    private WritingOptions writing = new WritingOptions();

    private Settings settings() {
        return new Settings(
                aws.endpoint(writing),
                writing.exemptPrincipals(),
                aws.requestRate(),
                new OperatorOptions(
                        Flag.of(command, "--concurrency").within(1, 512, concurrency),
                        intervalFloor,
                        verifyDelay,
                        watchNamespaces == null ? Set.of() : Set.copyOf(watchNamespaces),
                        requireGrants,
                        backstop.interval(queues.queues()),
                        recordNamespace,
                        leadership.lease()),
                queues.queues(),
                tracking.interval(),
                reports.kind(),
                management.host(),
                management.port(),
                page.address(management.port()),
                logFormat);
    }

    @Override
    public Integer call() {
        var settings = settings();
        Logs.use(settings.logFormat());
        try (var ending = new Ending()) {
            try {
                new Launch(settings, ending).start();
                ending.await();
            } catch (IOException | RuntimeException e) {
                // What was told to end while it started breaks wherever it happens to be.
                if (!ending.isAsked()) {
                    explain(e);
                    return FAILED;
                }
            }
            return 0;
        }
    }

    private static void explain(Exception e) {
        switch (e) {
            case NothingBegun nothing -> LOG.error("Cannot start: {}", nothing.getMessage());
            case OperatorException _, KubernetesClientException _ -> {
                LOG.debug("Cannot start", e);
                LOG.error(
                        "Cannot start: {}. Is the cluster of the kubeconfig or service account reachable, is the CRD"
                                + " installed, and may the service account watch s3bucketpolicies, s3bucketgrants and"
                                + " namespaces? CRD and rights come with the installation: apply it again the way you"
                                + " installed it: helm upgrade, or kubectl apply.",
                        rootCause(e));
            }
            case IOException io -> LOG.error("Cannot serve {}", io.getMessage());
            default -> throw (RuntimeException) e;
        }
    }

    /** The first thing that went wrong, which the exceptions around it seldom name. */
    private static String rootCause(Throwable e) {
        var cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        var message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
