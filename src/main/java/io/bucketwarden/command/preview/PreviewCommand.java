package io.bucketwarden.command.preview;

import io.bucketwarden.access.reading.FolderLogStore;
import io.bucketwarden.access.reading.LogLayout;
import io.bucketwarden.access.reading.LogListing;
import io.bucketwarden.access.reading.LogStore;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.command.AwsOptions;
import io.bucketwarden.command.Flag;
import io.bucketwarden.command.GivenPolicies;
import io.bucketwarden.command.Logs;
import io.bucketwarden.command.Output;
import io.bucketwarden.command.Printable;
import io.bucketwarden.command.Progress;
import io.bucketwarden.command.SideBySide;
import io.bucketwarden.command.WritingOptions;
import io.bucketwarden.posture.CallFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** {@code bucketwarden preview}: what restrictions would have denied, by the access logs that are there already. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description =
                "Hold secureTransport, networkAccess and accountAccess of a policy file against server access logs or CloudTrail files, and"
                        + " print which requests they would have denied. Nothing is written. Logs in a folder need no AWS:"
                        + " name the operator with --operator-principal, and the owner in spec.accountId.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing would have been denied, and all requests were judged",
            "2:at least one request would have been denied",
            "3:nothing would have been denied as far as is known, but something could not be judged or read, or the logs tell"
                    + " nothing of a bucket, at all or on whole days of those that --days asks for",
            "64:a flag or the file is wrong",
            "70:a bug; please report it with the output"
        })
public final class PreviewCommand implements Callable<Integer> {

    private static final Pattern S3 = Pattern.compile("s3://([^/]+)/?(.*)");

    /** Tests set it, so that no midnight comes between. */
    InstantSource clock = InstantSource.system();

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

    @Option(
            names = "--logs",
            paramLabel = "PLACE",
            required = true,
            showDefaultValue = Visibility.NEVER,
            description = "Where the logs are: s3://BUCKET/PREFIX or a folder.")
    private String logs = "";

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Only requests of the last N whole days (UTC) and of today, 1 to 90.")
    private @Nullable Integer days;

    @Option(
            names = "--bucket",
            paramLabel = "NAME",
            description = "Only this bucket; needed for a policy with a bucketSelector.")
    private @Nullable String bucket;

    @Mixin
    private Output output = new Output();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    @Mixin
    private WritingOptions writing = new WritingOptions();

    @Override
    public Integer call() {
        Logs.use(Logs.Format.text);
        if (days != null) {
            Flag.of(command, "--days").within(1, 90, days);
        }
        var policies = GivenPolicies.read(files, commandLine());
        var now = clock.instant();
        try {
            return print(report(policies, now));
        } catch (CallFailed e) {
            Printable.tell(e.text(), commandLine().getErr());
            return PreviewReport.UNKNOWN;
        } catch (UncheckedIOException e) {
            Printable.tell(
                    "The logs cannot be listed: " + e.getMessage(),
                    commandLine().getErr());
            return PreviewReport.UNKNOWN;
        }
    }

    private PreviewReport report(List<S3BucketPolicy> policies, Instant now) {
        if (logs.isBlank()) {
            throw wrong("--logs: say where the logs are: s3://BUCKET/PREFIX or a folder");
        }
        var inBucket = S3.matcher(logs);
        if (!inBucket.matches() && !writing.exemptPrincipals().all().isEmpty()) {
            return report(policies, null, folder(), "", now);
        }
        try (var credentials = AwsOptions.credentials();
                var accounts = aws.accounts(credentials, writing, SideBySide.AT_ONCE, clock)) {
            demand(credentials, inBucket.matches());
            var buckets = aws.buckets(accounts, writing, clock);
            return inBucket.matches()
                    ? report(
                            policies,
                            buckets,
                            buckets.logs(GrantedAccount.OWN, inBucket.group(1), null),
                            inBucket.group(2),
                            now)
                    : report(policies, buckets, folder(), "", now);
        }
    }

    private static void demand(AwsCredentialsProvider credentials, boolean inBucket) {
        try {
            AwsOptions.demand(credentials);
        } catch (CallFailed e) {
            throw inBucket ? e : new CallFailed(e.reason(), e.text() + PreviewTargets.WITHOUT_AWS, e);
        }
    }

    private PreviewReport report(
            List<S3BucketPolicy> policies, @Nullable Buckets buckets, LogStore store, String prefix, Instant now) {
        var since = days == null ? Instant.EPOCH : now.minus(Duration.ofDays(days));
        var finder = new PreviewTargets(
                buckets, writing.exemptPrincipals(), aws.region(), since, store instanceof FolderLogStore);
        var targets = policies.stream()
                .flatMap(policy -> bucketsOf(policy).stream().flatMap(name -> finder.of(policy, name).stream()))
                .toList();
        if (targets.isEmpty()) {
            throw wrong("no policy of " + GivenPolicies.names(files) + " restricts "
                    + (bucket == null ? "anything" : bucket)
                    + ": declare secureTransport, networkAccess or accountAccess");
        }
        var due = new LogListing(store, LogLayout.anything(prefix)).between(since, now.plus(Duration.ofDays(1)));
        try (var progress = new Progress(commandLine().getErr(), Progress.UNTOLD, Progress.errorIsTerminal())) {
            var read = new PreviewReading(store, targets, progress).read(due);
            return PreviewReport.of(targets, read, days == null ? Integer.MAX_VALUE : days, now);
        }
    }

    private List<String> bucketsOf(S3BucketPolicy policy) {
        var own = policy.getSpec().bucketName();
        if (own != null) {
            return bucket == null || bucket.equals(own) ? List.of(own) : List.of();
        }
        if (bucket == null) {
            throw wrong(
                    "policy " + GivenPolicies.name(policy) + " has a bucketSelector: name the bucket with --bucket");
        }
        return List.of(bucket);
    }

    private LogStore folder() {
        try {
            return new FolderLogStore(Path.of(logs));
        } catch (IOException | UncheckedIOException e) {
            throw wrong("--logs: " + logs + " is no folder that can be read; write a folder or s3://BUCKET/PREFIX");
        }
    }

    private int print(PreviewReport report) {
        output.print(report, PreviewText::of);
        return report.exitCode();
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(command).commandLine();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(commandLine(), message);
    }
}
