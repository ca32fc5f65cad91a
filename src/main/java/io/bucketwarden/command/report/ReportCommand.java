package io.bucketwarden.command.report;

import io.bucketwarden.command.Cluster;
import io.bucketwarden.command.ClusterFailure;
import io.bucketwarden.command.Logs;
import io.bucketwarden.command.ManifestFile;
import io.bucketwarden.command.NothingBegun;
import io.bucketwarden.command.PolicyFile.Unusable;
import io.bucketwarden.command.Printable;
import io.bucketwarden.report.Report;
import io.bucketwarden.report.Scope;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bucketwarden report}: what is known of buckets and of who uses them, as one HTML page. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description =
                "Write one HTML page with the posture of buckets, when they were open, who uses them and what restrictions would"
                        + " do, as the operator last reported it. The page needs nothing but itself, and nothing is asked of AWS."
                        + " Needs the rights to list s3bucketpolicies and s3bucketaccesses, or a file of them: kubectl get"
                        + " s3bp,s3ba -A -o yaml.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the page is written, whatever it says",
            "2:the page is written, and says what could not be read of the resources it is made of, or that it knows of no"
                    + " bucket",
            "3:nothing is written: no cluster, no right, a file that cannot be read or written, no such bucket",
            "64:a flag is wrong",
            "70:a bug; please report it with the output"
        })
public final class ReportCommand implements Callable<Integer> {

    private static final int IN_PART = 2;
    private static final int NOTHING = 3;
    private static final String STANDARD_OUTPUT = "-";

    @Spec
    private @Nullable CommandSpec command;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Namespace of the policies; that of the kubeconfig when not given.")
    private @Nullable String namespace;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "The policies of all namespaces.")
    private boolean allNamespaces;

    @Option(
            names = "--bucket",
            paramLabel = "BUCKET",
            description = "Only this bucket, with everything that is listed of it.")
    private @Nullable String bucket;

    @Option(names = "--account", paramLabel = "ID", description = "Only the buckets of this account.")
    private @Nullable String account;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            showDefaultValue = Visibility.NEVER,
            description =
                    "Read this file of YAML or JSON instead of a cluster, or standard input for -; may be repeated.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            showDefaultValue = Visibility.NEVER,
            description = "Write the page here, readable by you alone, or to standard output for -.")
    private Path to = Path.of(STANDARD_OUTPUT);

    @Override
    public Integer call() {
        Logs.use(Logs.Format.text);
        check();
        try {
            return files.isEmpty() ? ofCluster() : ofFiles();
        } catch (NothingBegun e) {
            Printable.tell(String.valueOf(e.getMessage()), commandLine().getErr());
            return NOTHING;
        }
    }

    private void check() {
        if (bucket != null && account != null) {
            throw wrong("--account: --bucket names one bucket already; write one of the two");
        }
        if (namespace != null && allNamespaces) {
            throw wrong("--all-namespaces: --namespace names one already; write one of the two");
        }
        if (!files.isEmpty() && (namespace != null || allNamespaces)) {
            throw wrong("--filename: everything in it is read; leave --namespace and --all-namespaces out");
        }
        if (account != null && !account.matches("[0-9]{12}")) {
            throw wrong("--account: '" + account + "' is no account id; write its 12 digits");
        }
        if (!isStandardOutput()) {
            new ReportFile(to).hindrance().ifPresent(why -> {
                throw wrong("--to: " + why);
            });
        }
    }

    private int ofCluster() {
        try (var client = Cluster.client()) {
            return write(read(client), "the cluster " + client.getMasterUrl() + ", " + where(client));
        }
    }

    private ReportResources read(KubernetesClient client) {
        try {
            return new ReportCluster(client, allNamespaces ? null : own(client)).read();
        } catch (KubernetesClientException e) {
            throw new NothingBegun(ClusterFailure.explain(e, client.getMasterUrl()));
        }
    }

    private int ofFiles() {
        var resources = new ReportResources();
        try {
            for (var file : files) {
                resources.addAll(ManifestFile.read(file));
            }
        } catch (Unusable e) {
            throw new NothingBegun(e.getMessage() + ".");
        }
        var names = files.stream()
                .map(file -> file.toString().equals("-") ? "standard input" : file.toString())
                .collect(Collectors.joining(", "));
        if (resources.isEmpty()) {
            throw new NothingBegun(
                    names + ": there is no S3BucketPolicy and no S3BucketAccess in it. Write it with kubectl get"
                            + " s3bp,s3ba -A -o yaml.");
        }
        return write(resources, names);
    }

    private int write(ReportResources resources, String source) {
        var report = report(resources, source, new Scope(bucket, account));
        // Where no bucket is shown, whatever is not known may be why.
        var gaps = report.hasBuckets() ? resources.gaps() : report.gaps();
        if (bucket != null && !report.hasBuckets()) {
            say(gaps);
            throw new NothingBegun("Nothing that was read tells of a bucket " + bucket
                    + ": look into other namespaces with -A;" + " a policy of many buckets lists its 100 worst.");
        }
        if (isStandardOutput()) {
            commandLine().getOut().print(report.html());
            commandLine().getOut().flush();
        } else {
            try {
                new ReportFile(to).write(report.html());
            } catch (IOException e) {
                throw new NothingBegun(to + " cannot be written: " + e.getMessage() + ".");
            }
        }
        say(gaps);
        if (!report.hasBuckets()) {
            var isOfOthers = report(resources, source, new Scope(null, null)).hasBuckets();
            var why = isOfOthers ? ofOthers() : ofNone(gaps.isEmpty());
            say(List.of("The report shows no bucket: " + source + why));
        }
        return resources.gaps().isEmpty() && report.hasBuckets() ? 0 : IN_PART;
    }

    private static Report report(ReportResources resources, String source, Scope scope) {
        return Report.of(
                resources.policies(),
                resources.accesses(),
                scope,
                source,
                resources.gaps(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private void say(List<String> sentences) {
        sentences.forEach(sentence -> Printable.tell(sentence, commandLine().getErr()));
    }

    /** Why none is shown where there are some; to follow where it was looked. */
    private String ofOthers() {
        return ": no bucket there is known to be of account " + account
                + ". Check the id, declare spec.accountId in the policies, or leave --account out.";
    }

    /**
     * What to do where there is none at all; to follow where it was looked.
     *
     * @param nothingElse whether it is all that is said
     */
    private String ofNone(boolean nothingElse) {
        var none = ": nothing there tells of one" + (nothingElse ? ". " : "; see above what is not known. ");
        if (!files.isEmpty()) {
            return none
                    + "Look at the conditions of the policies, and write the file anew with kubectl get s3bp,s3ba -A"
                    + " -o yaml.";
        }
        return none
                + (allNamespaces
                        ? "Apply an S3BucketPolicy, and look at the conditions of those that are there: kubectl get s3bp -A."
                        : "Look into all namespaces with -A, or into another with -n.");
    }

    private String where(KubernetesClient client) {
        return allNamespaces ? "all namespaces" : "namespace " + own(client);
    }

    private String own(KubernetesClient client) {
        return Objects.requireNonNullElse(namespace, Objects.requireNonNullElse(client.getNamespace(), "default"));
    }

    private boolean isStandardOutput() {
        return to.toString().equals(STANDARD_OUTPUT);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(commandLine(), message);
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(command).commandLine();
    }
}
