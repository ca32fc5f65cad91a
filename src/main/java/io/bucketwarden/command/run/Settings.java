package io.bucketwarden.command.run;

import io.bucketwarden.aws.Endpoint;
import io.bucketwarden.aws.ExemptPrincipals;
import io.bucketwarden.aws.QueueUrl;
import io.bucketwarden.command.Logs;
import io.bucketwarden.openreports.ReportKind;
import io.bucketwarden.operator.OperatorOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, read once at start.
 *
 * @param requestRate requests per second to one region
 * @param accessInterval from one reading of the logs of a tracked bucket to the next
 * @param reports for readers of the whole cluster
 * @param page where the status page is served; null for nowhere
 * @param exemptPrincipals further principals that are never locked out
 */
record Settings(
        Endpoint endpoint,
        ExemptPrincipals exemptPrincipals,
        int requestRate,
        OperatorOptions operator,
        List<QueueUrl> queues,
        Duration accessInterval,
        ReportKind reports,
        String managementHost,
        int managementPort,
        PageOptions.@Nullable Address page,
        Logs.Format logFormat) {}
