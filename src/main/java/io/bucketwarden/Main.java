package io.bucketwarden;

import io.bucketwarden.command.Flag;
import io.bucketwarden.command.VariablesHelp;
import io.bucketwarden.command.Version;
import io.bucketwarden.command.doctor.DoctorCommand;
import io.bucketwarden.command.iampolicy.IamPolicyCommand;
import io.bucketwarden.command.plan.PlanCommand;
import io.bucketwarden.command.preview.PreviewCommand;
import io.bucketwarden.command.report.ReportCommand;
import io.bucketwarden.command.revert.RevertCommand;
import io.bucketwarden.command.run.RunCommand;
import io.bucketwarden.command.scan.ScanCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. */
@Command(
        name = "bucketwarden",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Keeps Amazon S3 buckets in their declared posture.",
        subcommands = {
            RunCommand.class,
            PlanCommand.class,
            PreviewCommand.class,
            ScanCommand.class,
            DoctorCommand.class,
            RevertCommand.class,
            ReportCommand.class,
            IamPolicyCommand.class
        })
public final class Main {

    /** As sysexits.h has them, out of the way of the codes that commands document. */
    private static final int USAGE = 64;

    private static final int BUG = 70;
    private static final String INVALID_VALUE = "Invalid value for option '";

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** A new command line, with all commands; it ends no JVM. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setHelpFactory(VariablesHelp::new)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(int.class, Main::number)
                .registerConverter(boolean.class, Main::flag)
                .setExitCodeExceptionMapper(e -> BUG)
                .setParameterExceptionHandler((e, args) -> {
                    explain(e, e.getCommandLine().getErr());
                    return USAGE;
                });
    }

    private static void explain(ParameterException e, PrintWriter err) {
        err.println(message(e));
        if (!(e instanceof UnmatchedArgumentException unmatched
                && UnmatchedArgumentException.printSuggestions(unmatched, err))) {
            err.println("See: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
    }

    /** Names the environment variable beside the flag, since either may hold the wrong value. */
    private static String message(ParameterException e) {
        var message = String.valueOf(e.getMessage());
        var value = message.indexOf(": ");
        return e.getArgSpec() instanceof OptionSpec option && message.startsWith(INVALID_VALUE) && value > 0
                ? new Flag(option) + message.substring(value)
                : message;
    }

    private static Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new TypeConversionException("'" + text + "' is neither true nor false");
        };
    }
}
