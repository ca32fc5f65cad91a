package io.bucketwarden;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "bucketwarden",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Keeps Amazon S3 buckets in their declared posture.",
        subcommands = {RunCommand.class, PlanCommand.class})
public final class Main {

    /** As sysexits.h has them, out of the way of the codes that commands document. */
    private static final int USAGE = 64;

    private static final int BUG = 70;

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(e -> BUG)
                .setParameterExceptionHandler((e, args) -> {
                    e.getCommandLine().getErr().println(e.getMessage());
                    e.getCommandLine()
                            .getErr()
                            .println("See: bucketwarden " + e.getCommandLine().getCommandName() + " --help");
                    return USAGE;
                });
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
