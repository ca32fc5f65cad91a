package io.bucketwarden;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "bucketwarden",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Keeps Amazon S3 buckets in their declared posture.",
        subcommands = {RunCommand.class, PlanCommand.class})
public final class Main implements Callable<Integer> {

    /** As sysexits.h has them, out of the way of the codes that commands document. */
    private static final int USAGE = 64;

    private static final int BUG = 70;

    @Spec
    private CommandSpec command = CommandSpec.create();

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    @Override
    public Integer call() {
        throw new ParameterException(command.commandLine(), "Say what to do: run or plan.");
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(e -> BUG)
                .setParameterExceptionHandler((e, args) -> {
                    var err = e.getCommandLine().getErr();
                    err.println(message(e));
                    err.println("See: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
                    return USAGE;
                });
    }

    /** A wrong value may come from the environment, and picocli names the flag only. */
    private static String message(ParameterException e) {
        var said = String.valueOf(e.getMessage());
        var variable =
                e.getArgSpec() == null ? "" : Flags.variable(e.getArgSpec()).orElse("");
        return variable.isEmpty() || said.contains(variable) || System.getenv(variable) == null
                ? said
                : said + " (from the environment variable " + variable + ")";
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"bucketwarden " + (version == null ? "development" : version)};
        }
    }
}
