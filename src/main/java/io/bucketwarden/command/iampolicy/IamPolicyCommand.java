package io.bucketwarden.command.iampolicy;

import io.bucketwarden.api.Mode;
import io.bucketwarden.command.Logs;
import io.bucketwarden.command.Printable;
import io.bucketwarden.command.QueueOptions;
import io.bucketwarden.permissions.RolePolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
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

/** {@code bucketwarden iam-policy}: what the operator's role must be allowed, and nothing else. */
@Command(
        name = "iam-policy",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description =
                "Print the IAM policy of the operator's role for the facets in use: of the policies and grants of a file,"
                        + " or every facet on every bucket. What it cannot say is told on standard error. Nothing is"
                        + " asked of AWS.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:printed",
            "2:printed, and longer than a managed policy may be; standard error says what to do",
            "64:a flag or the file is wrong",
            "70:a bug; please report it with the output"
        })
public final class IamPolicyCommand implements Callable<Integer> {

    private static final int TOO_LONG = 2;

    enum Format {
        json,
        yaml
    }

    @Spec
    private @Nullable CommandSpec command;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            showDefaultValue = Visibility.NEVER,
            description = "YAML or JSON with S3BucketPolicy resources and, beside them, S3BucketGrant resources whose"
                    + " roles are assumed; - reads standard input. May be repeated.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "audit (reads alone) or enforce, whatever spec.mode says; without a file audit, if left out.")
    private @Nullable Mode mode;

    @Option(
            names = "--partition",
            paramLabel = "NAME",
            description = "aws, aws-cn, aws-us-gov or another partition; told by the file, if left out, else aws.")
    private @Nullable String partition;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Any region of the partition, instead of its name.")
    private @Nullable String region;

    @Mixin
    private QueueOptions queues = new QueueOptions();

    @Option(
            names = "--kms-key",
            paramLabel = "ARN",
            split = ",",
            showDefaultValue = Visibility.NEVER,
            description =
                    "Key of KMS that encrypts logs to be read, or the queue; may be repeated. Buckets themselves need"
                            + " none.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--doctor", description = "Allow what doctor looks at, too; needs --queue.")
    private boolean doctor;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "json or yaml.")
    private Format format = Format.json;

    @Override
    public Integer call() {
        Logs.use(Logs.Format.text);
        var needs = new RoleNeeds(commandLine(), mode, partition, region, queues, keys, doctor).of(files);
        var policy = RolePolicy.of(needs.permissions());
        var err = commandLine().getErr();
        needs.remarks().forEach(remark -> err.println(Printable.of(remark)));
        commandLine()
                .getOut()
                .print(
                        switch (format) {
                            case json -> policy.json();
                            case yaml -> new KubernetesSerialization().asYaml(policy.document());
                        });
        commandLine().getOut().flush();
        if (policy.characters() > RolePolicy.MOST_CHARACTERS) {
            err.println("It has " + policy.characters() + " characters, white space aside; a managed policy of IAM may"
                    + " have " + RolePolicy.MOST_CHARACTERS + ". Spread the resources over several files and attach"
                    + " what each of them gives to the role, or choose buckets by a pattern instead of one by one.");
        }
        err.flush();
        return policy.characters() > RolePolicy.MOST_CHARACTERS ? TOO_LONG : 0;
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(command).commandLine();
    }
}
