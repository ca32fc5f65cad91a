package io.bucketwarden.command.doctor;

import io.bucketwarden.aws.QueueUrl;
import io.bucketwarden.command.AwsOptions;
import io.bucketwarden.command.Flag;
import io.bucketwarden.command.Logs;
import io.bucketwarden.command.Output;
import io.bucketwarden.command.Progress;
import io.bucketwarden.command.QueueOptions;
import io.bucketwarden.command.WritingOptions;
import io.bucketwarden.doctor.Doctor;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bucketwarden doctor}: whether changes of buckets can reach the operator through its queue. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description =
                "Look at everything between a change of a bucket and the operator: credentials, clock, trail, event rule,"
                        + " queue, dead letters and permissions, with your own credentials. Nothing is written, and no"
                        + " message is consumed. What cannot be looked at is told with the IAM action that is missing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is fine",
            "2:there is a problem, whether or not everything could be checked",
            "3:there is no problem as far as known, and something could not be checked",
            "64:a flag is wrong",
            "70:a bug; please report it with the output"
        })
public final class DoctorCommand implements Callable<Integer> {

    private static final WritingOptions NOTHING_WRITTEN = new WritingOptions();

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private QueueOptions queues = new QueueOptions();

    @Mixin
    private Output output = new Output();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    @Override
    public Integer call() {
        Logs.use(Logs.Format.text);
        var asked = queues();
        var clock = InstantSource.system();
        try (var credentials = AwsOptions.credentials();
                var accounts = aws.accounts(credentials, NOTHING_WRITTEN, 1, clock)) {
            return print(look(asked, new Doctor(accounts, clock)));
        }
    }

    private DoctorReport look(List<QueueUrl> asked, Doctor doctor) {
        try (var progress = new Progress(commandLine().getErr(), asked.size() + 1, Progress.errorIsTerminal())) {
            progress.looksAt("credentials");
            var patient = doctor.patient();
            var looks = new ArrayList<DoctorReport.Queue>();
            for (var queue : asked) {
                progress.looksAt(queue.url());
                looks.add(new DoctorReport.Queue(queue.url(), patient.look(queue)));
            }
            return new DoctorReport(patient.diagnoses(), looks);
        }
    }

    private int print(DoctorReport report) {
        output.print(report, DoctorText::of);
        return report.exitCode();
    }

    private List<QueueUrl> queues() {
        var asked = queues.queues();
        if (asked.isEmpty()) {
            throw Flag.of(command, "--queue")
                    .refuse(
                            "no queue is given; write the QueueUrl that the stack of config/aws/real-time.yaml puts out");
        }
        return asked;
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(command).commandLine();
    }
}
