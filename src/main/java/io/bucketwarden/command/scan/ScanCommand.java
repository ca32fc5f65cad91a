package io.bucketwarden.command.scan;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.aws.BucketEntry;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.command.AwsOptions;
import io.bucketwarden.command.Logs;
import io.bucketwarden.command.Printable;
import io.bucketwarden.command.Progress;
import io.bucketwarden.command.SideBySide;
import io.bucketwarden.command.WritingOptions;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Doubts;
import io.bucketwarden.posture.Exposures;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.PublicAccessBlock;
import io.bucketwarden.posture.Reading;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bucketwarden scan}: which buckets of an account are open, without a cluster and without a write. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description =
                "Look at all buckets of the account of your own credentials, and print which are open: to whom, to do"
                        + " what, through what, and what neutralises it. Nothing is written.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no bucket is open",
            "2:at least one bucket is open",
            "3:at least one bucket could not be judged in full, whether or not others are open; or none is open and at least"
                    + " one may be; or the buckets could not be listed",
            "64:a flag is wrong",
            "70:a bug; please report it with the output"
        })
public final class ScanCommand implements Callable<Integer> {

    private static final WritingOptions NOTHING_WRITTEN = new WritingOptions();

    enum Format {
        text,
        json,
        yaml,
        csv
    }

    @Spec
    private @Nullable CommandSpec command;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json, yaml or csv.")
    private Format format = Format.text;

    @Option(names = "--all", description = "Print the buckets that are closed, too.")
    private boolean all;

    @Mixin
    private AwsOptions aws = new AwsOptions();

    @Override
    public Integer call() {
        Logs.use(Logs.Format.text);
        var clock = InstantSource.system();
        try (var credentials = AwsOptions.credentials();
                var accounts = aws.accounts(credentials, NOTHING_WRITTEN, SideBySide.AT_ONCE, clock)) {
            AwsOptions.demand(credentials);
            return print(look(aws.buckets(accounts, NOTHING_WRITTEN, clock)));
        } catch (CallFailed e) {
            Printable.tell(e.text(), commandLine().getErr());
            return ScanReport.UNKNOWN;
        }
    }

    private int print(ScanReport report) {
        var out = commandLine().getOut();
        out.print(
                switch (format) {
                    case text -> ScanTable.of(report, all);
                    case json -> ScanExport.json(report, all);
                    case yaml -> ScanExport.yaml(report, all);
                    case csv -> ScanExport.csv(report, all);
                });
        out.flush();
        return report.exitCode();
    }

    private ScanReport look(Buckets buckets) {
        var names = buckets.list(GrantedAccount.OWN);
        var account = new AtomicReference<@Nullable PublicAccessBlock>();
        var looks = new SideBySide(commandLine().getErr(), Progress.errorIsTerminal())
                .each(names, BucketEntry::name, bucket -> look(bucket, buckets, account));
        return ScanReport.of(looks, account.get());
    }

    private static ScanReport.Bucket look(
            BucketEntry listed, Buckets buckets, AtomicReference<@Nullable PublicAccessBlock> account) {
        try {
            var bucket = buckets.open(listed.name(), GrantedAccount.OWN, null, listed.region());
            noteAccount(account, bucket);
            var exposures = Exposures.of(bucket);
            var doubts = exposures.isOpen() ? Doubts.NONE : Doubts.of(bucket);
            return ScanReport.Bucket.of(listed.name(), bucket.identity().region(), exposures, doubts);
        } catch (CallFailed e) {
            return ScanReport.Bucket.unreachable(listed.name(), listed.region(), e.text());
        }
    }

    /** Settings that cannot be read are told with the buckets for which they would matter. */
    private static void noteAccount(AtomicReference<@Nullable PublicAccessBlock> account, LiveBucket bucket) {
        if (account.get() == null) {
            Reading.of(bucket::accountBlock).value().ifPresent(account::set);
        }
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(command).commandLine();
    }
}
