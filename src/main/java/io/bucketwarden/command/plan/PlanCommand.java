package io.bucketwarden.command.plan;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.command.AwsOptions;
import io.bucketwarden.command.GivenPolicies;
import io.bucketwarden.command.Logs;
import io.bucketwarden.command.Output;
import io.bucketwarden.command.Printable;
import io.bucketwarden.command.Progress;
import io.bucketwarden.command.SideBySide;
import io.bucketwarden.command.WritingOptions;
import io.bucketwarden.posture.CallFailed;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bucketwarden plan}: what Enforce would do, without a cluster and without a write. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description =
                "Look at the buckets of a policy file with your own credentials, and print the drift, what is exempt, and"
                        + " the writes that Enforce would make. Nothing is written. A bucketSelector chooses among the"
                        + " buckets of your own account. Each policy is judged by itself: grants, and which of several"
                        + " policies governs, are the operator's business. The preflight of a policy document asks about"
                        + " you, the caller, and not about the operator: name the operator with --operator-principal.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every bucket complies, or differs in nothing but what is exempt",
            "2:at least one bucket drifts",
            "3:at least one bucket could not be judged in full, or a bucketSelector chooses none, or"
                    + " there are no credentials",
            "64:a flag or the file is wrong",
            "70:a bug; please report it with the output"
        })
public final class PlanCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            required = true,
            showDefaultValue = Visibility.NEVER,
            description = "YAML or JSON with one or more S3BucketPolicy resources; - reads standard input. May be"
                    + " repeated.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private Output output = new Output();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    @Mixin
    private WritingOptions writing = new WritingOptions();

    @Override
    public Integer call() {
        Logs.use(Logs.Format.text);
        var policies = GivenPolicies.read(files, commandLine());
        try {
            var reports = look(policies);
            output.print(reports, PlanText::of);
            return PlanReport.exitCode(reports);
        } catch (CallFailed e) {
            Printable.tell(e.text(), commandLine().getErr());
            return PlanReport.UNKNOWN;
        }
    }

    private List<PlanReport> look(List<S3BucketPolicy> policies) {
        var clock = InstantSource.system();
        var sideBySide = new SideBySide(commandLine().getErr(), Progress.errorIsTerminal());
        try (var credentials = AwsOptions.credentials();
                var accounts = aws.accounts(credentials, writing, SideBySide.AT_ONCE, clock)) {
            AwsOptions.demand(credentials);
            return new PlanLooks(aws.buckets(accounts, writing, clock), sideBySide, clock.instant()).at(policies);
        }
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(command).commandLine();
    }
}
