package io.bucketwarden;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.operator.Acceptance;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Examination;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.facet.Facets;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bucketwarden plan}: what Enforce would do, without a cluster and without a write. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
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
            "70:a bug; please report it with the output"
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
            description = "YAML or JSON with one or more S3BucketPolicy resources; - reads standard input.")
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
        var reports = look(policies);
        var out = commandLine().getOut();
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

    private List<PlanReport> look(List<S3BucketPolicy> policies) {
        var clock = InstantSource.system();
        var reports = new ArrayList<PlanReport>();
        try (var progress = new Progress(commandLine().getErr(), policies.size(), Progress.errorIsTerminal());
                var credentials = AwsOptions.credentials();
                var accounts = aws.accounts(credentials, 16, clock)) {
            var buckets = aws.buckets(accounts, clock);
            for (var policy : policies) {
                progress.looksAt(String.valueOf(policy.getSpec().bucketName()));
                reports.add(look(policy, buckets));
            }
        }
        return reports;
    }

    private static PlanReport look(S3BucketPolicy policy, Buckets buckets) {
        var spec = policy.getSpec();
        var name = Objects.requireNonNull(spec.bucketName());
        var mode = spec.effectiveMode();
        try {
            var bucket = buckets.open(name, GrantedAccount.OWN, spec.accountId(), spec.region());
            var posture = Objects.requireNonNull(spec.posture());
            // A file out of the cluster brings its status along, which tells whose leftover statements are ours.
            var earlier = mode == Mode.Enforce && policy.getStatus() != null
                    ? policy.getStatus().facetStates()
                    : Map.<String, FacetState>of();
            var verdicts = Examination.of(Facets.ALL, posture, bucket, earlier);
            return PlanReport.of(
                    name,
                    mode,
                    bucket.identity().region(),
                    verdicts,
                    Plan.of(verdicts).refusals(bucket));
        } catch (CallFailed e) {
            return PlanReport.unreachable(name, mode, e.text());
        }
    }

    /** The policies of the file, if all of them can be acted upon. */
    private List<S3BucketPolicy> policies() {
        PolicyFile read;
        try {
            read = PolicyFile.read(Objects.requireNonNull(file));
        } catch (PolicyFile.Unusable e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        var problems = read.policies().stream()
                .flatMap(policy -> problem(policy).stream().map(problem -> file + ", " + name(policy) + ": " + problem))
                .toList();
        if (!problems.isEmpty()) {
            throw wrong(String.join("\n", problems));
        }
        if (read.others() > 0) {
            commandLine().getErr().println(read.others() + " of other kinds in " + file + " ignored");
            commandLine().getErr().flush();
        }
        return read.policies();
    }

    private static Optional<String> problem(S3BucketPolicy policy) {
        var spec = policy.getSpec();
        return Acceptance.problem(spec).map(Acceptance::message).or(() -> {
            if (spec.bucketSelector() != null) {
                return Optional.of("spec.bucketSelector is evaluated by the operator; plan takes policies that name one"
                        + " bucket in spec.bucketName.");
            }
            return spec.exemptions() == null || spec.exemptions().isEmpty()
                    ? Optional.empty()
                    : Optional.of("spec.exemptions are honoured by the operator; plan judges every facet, so take them"
                            + " out of the file.");
        });
    }

    private static String name(S3BucketPolicy policy) {
        var name = policy.getMetadata() == null ? null : policy.getMetadata().getName();
        return name == null ? "a policy without a name" : name;
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(command).commandLine();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(commandLine(), message);
    }
}
