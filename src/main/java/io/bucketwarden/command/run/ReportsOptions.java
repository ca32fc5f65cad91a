package io.bucketwarden.command.run;

import io.bucketwarden.openreports.ReportKind;
import picocli.CommandLine.Option;

/** The flag that has reports written for readers of the whole cluster. */
final class ReportsOptions {

    @Option(
            names = "--reports",
            paramLabel = "KIND",
            defaultValue = "${env:BUCKETWARDEN_REPORTS:-None}",
            description =
                    "A report of each policy beside it, for Policy Reporter and others: None, OpenReports (openreports.io/v1alpha1)"
                            + " or PolicyReport (wgpolicyk8s.io/v1alpha2).")
    private ReportKind kind = ReportKind.None;

    ReportKind kind() {
        return kind;
    }
}
