package io.bucketwarden.command.revert;

import io.bucketwarden.api.Posture;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.command.AwsOptions;
import io.bucketwarden.command.Cluster;
import io.bucketwarden.command.ClusterFailure;
import io.bucketwarden.command.DurationConverter;
import io.bucketwarden.command.Logs;
import io.bucketwarden.command.NothingBegun;
import io.bucketwarden.command.Output;
import io.bucketwarden.command.Printable;
import io.bucketwarden.command.Progress;
import io.bucketwarden.command.SideBySide;
import io.bucketwarden.command.WritingOptions;
import io.bucketwarden.posture.CallFailed;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bucketwarden revert}: puts buckets back to what they were before the operator first wrote them. */
@Command(
        name = "revert",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description =
                "Show what the buckets of a policy were before the operator first wrote them, and with --yes have that put"
                        + " back. The operator then holds those facets: it does not write them until the annotation"
                        + " bucketwarden.io/revert is removed from the policy. Needs the rights to get the policy, to list"
                        + " configmaps in the namespace of the records and, with --yes, to patch, list and watch the policy.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown, or with --yes everything is put back",
            "2:something is not put back, or not within --timeout, or cannot be told: it was kept and cannot be read, or"
                    + " the status lists at most 100 buckets and not this one (NotListed)",
            "3:nothing can be shown or begun: no cluster, no right, no such policy, no record",
            "64:a flag is wrong",
            "70:a bug; please report it with the output"
        })
public final class RevertCommand implements Callable<Integer> {

    private static final int NOT_ALL = 2;
    private static final int NOTHING = 3;

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "POLICY", showDefaultValue = Visibility.NEVER, description = "Name of the S3BucketPolicy.")
    private String name = "";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Its namespace; that of the kubeconfig when not given.")
    private @Nullable String namespace;

    @Option(
            names = "--facet",
            paramLabel = "FACET",
            split = ",",
            showDefaultValue = Visibility.NEVER,
            description = "Only this facet; may be repeated. All when not given.")
    private Set<String> facets = new LinkedHashSet<>();

    @Option(
            names = "--bucket",
            paramLabel = "BUCKET",
            split = ",",
            showDefaultValue = Visibility.NEVER,
            description = "Only this bucket; may be repeated. With --yes only where the policy is gone or has no other"
                    + " bucket, since it holds for all of them.")
    private Set<String> buckets = new LinkedHashSet<>();

    @Option(names = "--yes", description = "Put it back: annotate the policy, and wait until the operator has done it.")
    private boolean yes;

    @Option(
            names = "--direct",
            description =
                    "With --yes: annotate the policy and write with your own AWS credentials, for when the operator"
                            + " is down or locked out.")
    private boolean direct;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "2m",
            description = "How long to wait for the operator, such as 10m or 90s.")
    private Duration timeout = Duration.ofMinutes(2);

    @Option(
            names = "--record-namespace",
            paramLabel = "NAMESPACE",
            defaultValue = "${env:BUCKETWARDEN_RECORD_NAMESPACE:-bucketwarden}",
            description =
                    "Namespace in which the operator keeps what buckets were: its own, unless it was told another.")
    private String recordNamespace = "bucketwarden";

    @Mixin
    private Output output = new Output();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    @Mixin
    private WritingOptions writing = new WritingOptions();

    private final Set<String> noticed = new HashSet<>();

    @Override
    public Integer call() {
        Logs.use(Logs.Format.text);
        check();
        try (var client = Cluster.client()) {
            return revert(client);
        } catch (NothingBegun | CallFailed e) {
            return nothing(String.valueOf(e.getMessage()));
        }
    }

    private int revert(KubernetesClient client) {
        try {
            return revert(new RevertCluster(client, where(client), name, recordNamespace, this::notice));
        } catch (KubernetesClientException e) {
            throw new NothingBegun(ClusterFailure.explain(e, client.getMasterUrl()));
        }
    }

    private void check() {
        for (var facet : facets) {
            if (!Posture.facets().contains(facet)) {
                throw wrong(
                        "--facet: '" + facet + "' is no facet; write one of " + String.join(", ", Posture.facets()));
            }
        }
        if (direct && !yes) {
            throw wrong("--direct: it writes, so write --yes beside it; leave both out to see what would be put back");
        }
    }

    private int revert(RevertCluster cluster) {
        var policy = cluster.policy();
        if (policy == null && buckets.isEmpty()) {
            if (!cluster.knowsPolicies()) {
                throw new NothingBegun(ClusterFailure.unknownKind(cluster.server()));
            }
            throw new NothingBegun("There is no S3BucketPolicy " + name + " in namespace " + cluster.namespace()
                    + " of " + cluster.server()
                    + ". Name another with --namespace; if it was deleted, name its buckets with --bucket.");
        }
        var rows = cluster.rows(policy, facets, buckets);
        if (rows.isEmpty()) {
            throw new NothingBegun("Nothing is kept of what was asked for in namespace " + recordNamespace
                    + ": the operator never wrote it, or keeps its records elsewhere (--record-namespace).");
        }
        if (!yes) {
            output.print(rows, RevertTable::of);
            return rows.stream().allMatch(RevertRow::isOpen) ? 0 : NOT_ALL;
        }
        mayBegin(policy, cluster, rows);
        var told =
                putBack(policy, cluster, rows.stream().filter(RevertRow::isOpen).toList());
        var all = Stream.concat(told.stream(), rows.stream().filter(row -> !row.isOpen()))
                .toList();
        output.print(all, RevertTable::of);
        return all.stream().allMatch(RevertRow::isBack) ? 0 : NOT_ALL;
    }

    private List<RevertRow> putBack(@Nullable S3BucketPolicy policy, RevertCluster cluster, List<RevertRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        var request = policy == null ? "" : cluster.wish(policy, facets);
        return direct ? directly(rows) : waited(cluster, request, rows);
    }

    private void mayBegin(@Nullable S3BucketPolicy policy, RevertCluster cluster, List<RevertRow> rows) {
        if (policy == null) {
            if (!direct) {
                throw new NothingBegun("There is no S3BucketPolicy " + name + " in namespace " + cluster.namespace()
                        + ", so no operator puts anything back for it. Write --direct beside --yes to do it yourself.");
            }
            return;
        }
        var asked = rows.stream().map(RevertRow::bucket).collect(Collectors.toSet());
        if (!buckets.isEmpty()
                && cluster.rows(policy, facets, Set.of()).stream().anyMatch(row -> !asked.contains(row.bucket()))) {
            throw wrong("--bucket: the policy has more buckets, and the annotation would hold for all of them. Leave"
                    + " --bucket out, or give the bucket a policy of its own first");
        }
        RevertHindrance.of(policy, direct).ifPresent(why -> {
            throw new NothingBegun(why);
        });
    }

    private List<RevertRow> waited(RevertCluster cluster, String request, List<RevertRow> rows) {
        try (var progress = new Progress(commandLine().getErr(), rows.size(), Progress.errorIsTerminal())) {
            return cluster.await(rows, request, timeout, progress);
        }
    }

    private List<RevertRow> directly(List<RevertRow> rows) {
        var clock = InstantSource.system();
        var byBucket = new ArrayList<>(rows.stream()
                .collect(Collectors.groupingBy(RevertRow::id, LinkedHashMap::new, Collectors.toList()))
                .entrySet());
        try (var credentials = AwsOptions.credentials();
                var accounts = aws.accounts(credentials, writing, SideBySide.AT_ONCE, clock)) {
            var directly = new RevertDirectly(aws.buckets(accounts, writing, clock));
            return new SideBySide(commandLine().getErr(), Progress.errorIsTerminal())
                            .each(
                                    byBucket,
                                    bucket -> bucket.getKey().name(),
                                    bucket -> directly.putBack(bucket.getKey(), bucket.getValue()))
                            .stream()
                            .flatMap(List::stream)
                            .toList();
        }
    }

    private String where(KubernetesClient client) {
        return Objects.requireNonNullElse(namespace, Objects.requireNonNullElse(client.getNamespace(), "default"));
    }

    private void notice(String what) {
        if (noticed.add(what)) {
            commandLine().getErr().println(what);
        }
    }

    private int nothing(String why) {
        Printable.tell(why, commandLine().getErr());
        return NOTHING;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(commandLine(), message);
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(command).commandLine();
    }
}
