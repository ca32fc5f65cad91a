package io.bucketwarden;

import io.bucketwarden.aws.Endpoint;
import io.bucketwarden.aws.ExemptPrincipals;
import io.bucketwarden.aws.QueueUrl;
import io.bucketwarden.operator.OperatorOptions;
import java.util.List;

/**
 * Everything that can be set, read once at start.
 *
 * @param requestRate requests per second to one region
 * @param exemptPrincipals further principals that are never locked out
 */
record Settings(
        Endpoint endpoint,
        ExemptPrincipals exemptPrincipals,
        int requestRate,
        OperatorOptions operator,
        List<QueueUrl> queues,
        String managementHost,
        int managementPort,
        LogFormat logFormat) {

    enum LogFormat {
        text,
        json
    }
}
