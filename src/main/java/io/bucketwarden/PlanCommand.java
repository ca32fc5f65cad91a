package io.bucketwarden;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.aws.Caller;
import io.bucketwarden.aws.RequestListener;
import io.bucketwarden.aws.S3Clients;
import io.bucketwarden.operator.Acceptance;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Examination;
import io.bucketwarden.posture.facet.Facets;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** {@code bucketwarden plan}: what Enforce would do, without a cluster and without a write. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Look at the buckets of a policy file with your own credentials, and print the drift and the writes"
                        + " that Enforce would make. Nothing is written.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every bucket complies",
            "2:at least one bucket drifts",
            "3:at least one bucket could not be judged in full",
            "64:a flag or the file is wrong",
            "70:a bug: the stack trace is printed, please report it"
        })
final class PlanCommand implements Callable<Integer> {

    enum Output {
        text,
        json,
        yaml
    }

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private AwsOptions aws = new AwsOptions();

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            required = true,
            description = "YAML or JSON with one or more S3BucketPolicy resources; - for standard input.")
    private @Nullable Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json or yaml.")
    private Output output = Output.text;

    @Override
    public Integer call() {
        Logs.use(Settings.LogFormat.text);
        var policies = policies();
        var clock = InstantSource.system();
        var reports = new ArrayList<PlanReport>();
        try (var clients = new S3Clients(
                aws.endpoint(),
                DefaultCredentialsProvider.builder().build(),
                aws.requestRate(),
                16,
                RequestListener.NONE)) {
            var buckets = new Buckets(clients, Caller.of(clients, aws.operatorPrincipals(), clock), clock);
            for (var policy : policies) {
                if (policies.size() > 1 && isTerminal()) {
                    err().println("Looking at " + policy.getSpec().bucketName() + " (" + (reports.size() + 1) + " of "
                            + policies.size() + ") ...");
                }
                reports.add(look(policy, buckets));
            }
        }
        var out = Objects.requireNonNull(command).commandLine().getOut();
        var serialization = new KubernetesSerialization();
        out.print(
                switch (output) {
                    case text -> PlanReport.text(reports);
                    case json -> serialization.asJson(reports) + "\n";
                    case yaml -> serialization.asYaml(reports);
                });
        out.flush();
        return PlanReport.exitCode(reports);
    }

    private static PlanReport look(S3BucketPolicy policy, Buckets buckets) {
        var spec = policy.getSpec();
        var name = Objects.requireNonNull(spec.bucketName());
        try {
            var bucket = buckets.open(name, spec.accountId(), spec.region());
            var verdicts = Examination.of(Facets.ALL, Objects.requireNonNull(spec.posture()), bucket, Map.of());
            return PlanReport.of(name, bucket.identity().region(), verdicts);
        } catch (CallFailed e) {
            return PlanReport.unreachable(name, e.text());
        }
    }

    private List<S3BucketPolicy> policies() {
        PolicyFile read;
        try {
            read = PolicyFile.read(Objects.requireNonNull(file), System.in);
        } catch (IOException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        if (read.policies().isEmpty()) {
            throw wrong(
                    file + " holds no S3BucketPolicy" + (read.others() == 0 ? "" : ", only resources of other kinds"));
        }
        if (read.others() > 0) {
            err().println("Left alone: " + read.others() + " resources of other kinds.");
        }
        for (var policy : read.policies()) {
            Acceptance.problem(policy.getSpec()).ifPresent(problem -> {
                throw wrong(file + ", " + policy.getMetadata().getName() + ": " + problem.message());
            });
        }
        return read.policies();
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private PrintWriter err() {
        return Objects.requireNonNull(command).commandLine().getErr();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
    }
}
