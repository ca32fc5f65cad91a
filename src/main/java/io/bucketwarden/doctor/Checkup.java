package io.bucketwarden.doctor;

import io.bucketwarden.aws.Accounts;
import io.bucketwarden.aws.JsonCalls;
import io.bucketwarden.aws.QueueUrl;
import io.bucketwarden.doctor.Reply.Answered;
import io.bucketwarden.doctor.Reply.Unanswered;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** One queue with all that leads to it. */
record Checkup(
        QueueUrl queue,
        String region,
        JsonCalls calls,
        @Nullable String caller) {

    static Checkup of(QueueUrl queue, Accounts accounts, @Nullable String caller) {
        var region = queue.region() == null ? accounts.endpoint().region() : queue.region();
        return new Checkup(queue, region, accounts.json(), caller);
    }

    List<Diagnosis> look(SqsClient sqs) {
        var trail = new TrailCheck(calls, region).look();
        var own = attributes(sqs, queue.url(), queue.resource());
        return Stream.concat(
                        Stream.of(trail),
                        switch (own) {
                            case Answered<Map<String, String>>(var attributes)
                            when !QueueCheck.isArn(attributes.get("QueueArn")) ->
                                withoutQueue(sqs, new Unanswered<>("", "the server names no ARN of the queue", ""));
                            case Answered<Map<String, String>>(var attributes) -> look(sqs, attributes);
                            case Unanswered<Map<String, String>> refused -> withoutQueue(sqs, refused);
                        })
                .toList();
    }

    private Stream<Diagnosis> look(SqsClient sqs, Map<String, String> attributes) {
        var check = new QueueCheck(queue.url(), region, attributes);
        var rules = new BusRules(calls, region, check.arn(), caller).look();
        var backlog = new Backlog(queue, region, arn -> attributes(sqs, Backlog.beside(queue.url(), arn), arn));
        return Stream.of(
                rules.diagnosis(),
                check.judge(rules.rules()),
                backlog.judge(attributes, check.dead(), rules.rules()),
                new Permissions(sqs, queue.url(), check.arn()).look(QueueCounts.waiting(attributes)));
    }

    /** What can be told without knowing how the queue is set up. */
    private Stream<Diagnosis> withoutQueue(SqsClient sqs, Unanswered<?> refused) {
        var none = refused.code().contains("NonExistentQueue") || refused.code().contains("QueueDoesNotExist");
        if (none) {
            return Stream.of(Diagnosis.problem(
                    QueueCheck.NAME,
                    "there is no queue " + queue,
                    "Correct --queue, or install it: " + BusRules.INSTALL + region));
        }
        var unknown = Diagnosis.unknown(QueueCheck.NAME, refused.found(), refused.fix());
        var rules = queue.resource().startsWith("arn:")
                ? new BusRules(calls, region, queue.resource(), caller).look().diagnosis()
                : Diagnosis.unknown(BusRules.NAME, refused.found(), refused.fix());
        return Stream.of(
                rules,
                unknown,
                Diagnosis.unknown(Backlog.NAME, refused.found(), refused.fix()),
                // Not to receive anything, since it is not known whether it is empty.
                new Permissions(sqs, queue.url(), queue.resource()).withoutReceiving(refused.found()));
    }

    private static Reply<Map<String, String>> attributes(SqsClient sqs, String url, String resource) {
        return Reply.of(
                "sqs:GetQueueAttributes",
                resource,
                () -> sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                        .attributesAsStrings());
    }
}
