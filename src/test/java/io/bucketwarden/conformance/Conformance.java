package io.bucketwarden.conformance;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.bucketwarden.posture.AwsFailure;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code make conformance}: whether a store does as AWS is expected to, on throw-away buckets. */
@Command(
        name = "make conformance",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Plays the scenarios of all facets on throw-away buckets, and removes these.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the store does as AWS is expected to, but for its known differences",
            "1:it differs, or not all scenarios were played",
            "2:buckets are left over; the command to remove each is printed",
            "3:nothing was begun: no credentials, no answer, or not confirmed",
            "64:it is not said where to run, or a flag is wrong",
            "70:a bug"
        })
public final class Conformance implements Callable<Integer> {

    static final int DIFFERS = 1;
    static final int LEFT_OVER = 2;
    static final int NOT_BEGUN = 3;
    private static final int USAGE = 64;
    private static final int BUG = 70;

    private static final String WHERE = """
        Say where to run:
          make conformance AWS_PROFILE=name    on AWS, with the credentials of that profile; asks before it begins
          make conformance STORE=aws           on AWS, with the credentials that are found
          make conformance STORE=moto          on moto, here
          make conformance STORE=rgw           on Ceph RGW, here
        CLEAN=1 beside the first two removes what earlier runs have left. docs/conformance.md tells the rest.\
        """;

    enum Output {
        text,
        json
    }

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--store", description = "aws, moto or rgw; aws when AWS_PROFILE is set.")
    private Store.@Nullable Kind kind;

    @Option(names = "--clean", description = "Only remove what earlier runs have left.")
    private boolean clean;

    @Option(
            names = "--public",
            description = "Also scenarios that let everybody into an empty bucket for some seconds.")
    private boolean opens;

    @Option(names = "--elsewhere", paramLabel = "REGION", description = "Another region than that of the profile.")
    private @Nullable String elsewhere;

    @Option(names = "--requests", paramLabel = "N", description = "Requests at most, those of the clean-up left out.")
    private int requests = Plays.REQUESTS;

    @Option(names = "--settles", paramLabel = "SECONDS", description = "How long AWS may take to show a change.")
    private long settles = Plays.SETTLES.toSeconds();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text or json.")
    private Output output = Output.text;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Conformance())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(e -> BUG)
                .setParameterExceptionHandler((e, args) -> {
                    e.getCommandLine().getErr().println(e.getMessage());
                    return USAGE;
                });
    }

    @Override
    public Integer call() {
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .setLevel(Level.OFF);
        var profile =
                Objects.requireNonNullElse(System.getenv("AWS_PROFILE"), "").strip();
        var where = kind == null && !profile.isEmpty() ? Store.Kind.aws : kind;
        if (where == null) {
            throw new ParameterException(commandLineInUse(), WHERE);
        }
        if (where != Store.Kind.aws) {
            if (clean) {
                throw new ParameterException(
                        commandLineInUse(), "CLEAN=1: what runs here leaves nothing behind.\n" + WHERE);
            }
            return play(where == Store.Kind.moto ? Stores.moto() : Stores.rgw(), "", true);
        }
        Store store;
        try {
            store = Stores.aws(credentials(profile), elsewhere, Duration.ofSeconds(settles));
        } catch (SdkException e) {
            err().println(AwsFailure.withoutAnswer("AWS does not tell whose credentials these are", e));
            return NOT_BEGUN;
        }
        return onAws(store, profile);
    }

    private int onAws(Store store, String profile) {
        if (store.elsewhere().equals(store.region())) {
            throw new ParameterException(
                    commandLineInUse(), "ELSEWHERE: name another region than " + store.region() + ", where you are.");
        }
        return clean ? new EarlierRuns(store, profile, err()).remove() : play(store, profile, opens);
    }

    private int play(Store store, String profile, boolean alsoOpen) {
        var run = HexFormat.of().toHexDigits(new java.security.SecureRandom().nextInt());
        if (store.kind() == Store.Kind.aws) {
            err().println(Announcement.of(store, run, requests, alsoOpen));
            var not = Asking.about(store.account(), err());
            if (not.isPresent()) {
                err().println(not.get());
                return NOT_BEGUN;
            }
        }
        var report = new Play(store, run, requests, profile, err()).of(Scenarios.ALL, alsoOpen);
        commandLineInUse()
                .getOut()
                .print(
                        output == Output.json
                                ? report.json()
                                : "\n" + Table.of(report.results())
                                        + "%s: %d requests, %d buckets made%n"
                                                .formatted(report.store(), report.requests(), report.buckets())
                                        + (report.leftOver().isEmpty()
                                                ? "All buckets of this run are gone.\n"
                                                : Report.text(report.leftOver())));
        commandLineInUse().getOut().flush();
        return report.exitCode();
    }

    /** A profile that is named wins over what lies in the environment, which may be of another account. */
    private static AwsCredentialsProvider credentials(String profile) {
        return profile.isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : ProfileCredentialsProvider.create(profile);
    }

    private PrintWriter err() {
        return commandLineInUse().getErr();
    }

    private CommandLine commandLineInUse() {
        return Objects.requireNonNull(command).commandLine();
    }
}
