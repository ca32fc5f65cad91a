package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.iam.PolicyEvaluation;
import io.bucketwarden.iam.PolicyEvaluation.Decision;
import io.bucketwarden.iam.Principal;
import io.bucketwarden.iam.Request;
import io.bucketwarden.iam.RequestContext;
import io.bucketwarden.iam.ServiceName;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.LogTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * Whether access logs can arrive at a target: each reason why not, with advice of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html">Requirements</a>
 */
record LogTargetCheck(List<Drift> problems, List<String> advice) {

    static LogTargetCheck of(LiveBucket bucket, LogTarget target, String prefix) {
        var check = new LogTargetCheck(new ArrayList<>(), new ArrayList<>());
        var source = bucket.identity();
        if (target.name().equals(source.name())) {
            check.add(
                    "targetBucket",
                    "another bucket",
                    source.name(),
                    "A bucket that logs into itself logs its own logs for ever: name another target.");
            return check;
        }
        switch (target) {
            case LogTarget.Missing missing ->
                check.add(
                        "target.exists",
                        "true",
                        "false",
                        "The log target " + missing.name() + " does not exist: create it in " + source.region() + ".");
            case LogTarget.Unreadable(var _, var reason, var message) -> throw new CallFailed(reason, message);
            case LogTarget.Known readable -> check.judge(bucket, readable, prefix);
        }
        return check;
    }

    private void judge(LiveBucket bucket, LogTarget.Known target, String prefix) {
        var source = bucket.identity();
        if (!target.region().equals(source.region())) {
            add(
                    "target.region",
                    source.region(),
                    target.region(),
                    "S3 delivers access logs within one region only: name a target in " + source.region() + ".");
        }
        var owner = bucket.acl().owner();
        if (owner != null
                && owner.id() != null
                && target.ownerId() != null
                && !owner.id().equals(target.ownerId())) {
            add(
                    "target.owner",
                    "the bucket's owner",
                    "another account",
                    "S3 delivers access logs within one account only: name a target of the same owner.");
        }
        if (target.defaultRetention()) {
            add(
                    "target.defaultRetention",
                    "none",
                    "set",
                    "S3 does not deliver to a target with a default Object Lock retention: remove it from "
                            + target.name() + ".");
        }
        if (source.name().equals(target.logsTo())) {
            add(
                    "target.logsTo",
                    "another bucket",
                    source.name(),
                    target.name() + " sends its own logs back to " + source.name()
                            + ", so that each log makes another for ever: break the circle.");
        }
        judgeDelivery(source, target, prefix);
    }

    private void judgeDelivery(BucketIdentity source, LogTarget.Known target, String prefix) {
        var evaluation = PolicyEvaluation.evaluate(target.policyDocument(), delivery(source, target, prefix));
        if (evaluation.decision() == Decision.EXPLICIT_DENY) {
            add(
                    "target.delivery",
                    "allowed",
                    "denied",
                    "A Deny in the policy document of " + target.name()
                            + " keeps the logs out, whatever else allows them:" + " exempt the service "
                            + ServiceName.LOG_DELIVERY
                            + " from it.");
        } else if (evaluation.decision() == Decision.CANNOT_TELL
                && evaluation.statements().stream().anyMatch(Statement::isDeny)) {
            add(
                    "target.delivery",
                    "allowed",
                    "unknown",
                    "It cannot be told whether a Deny in the policy document of " + target.name()
                            + " keeps the logs out: exempt the service " + ServiceName.LOG_DELIVERY + " from it.");
        } else if (evaluation.decision() != Decision.ALLOW && !target.aclAllowsDelivery()) {
            add(
                    "target.delivery",
                    "allowed",
                    "not allowed",
                    "Allow log delivery in the policy document of " + target.name() + ": "
                            + statement(source, target, prefix));
        }
    }

    private void add(String path, String expected, String actual, String advised) {
        problems.add(new Drift("logging." + path, expected, actual));
        advice.add(advised);
    }

    private static Request delivery(BucketIdentity source, LogTarget.Known target, String prefix) {
        var context = new HashMap<String, List<String>>();
        context.put("aws:SourceArn", List.of(source.arn()));
        context.put("aws:SecureTransport", List.of("true"));
        var account = source.ownerAccount();
        if (account != null) {
            context.put("aws:SourceAccount", List.of(account));
        }
        var key = "arn:" + source.partition() + ":s3:::" + target.name() + "/" + prefix + "2026-01-01-00-00-00-0000";
        return new Request(
                Principal.of(ServiceName.LOG_DELIVERY), "s3:PutObject", key, RequestContext.exactly(context));
    }

    private static String statement(BucketIdentity source, LogTarget target, String prefix) {
        return Statement.allow("AccessLogDelivery")
                .principal("Service", ServiceName.LOG_DELIVERY)
                .actions("s3:PutObject")
                .resources("arn:" + source.partition() + ":s3:::" + target.name() + "/" + prefix + "*")
                .condition("ArnLike", "aws:SourceArn", source.arn())
                .build()
                .toString();
    }
}
