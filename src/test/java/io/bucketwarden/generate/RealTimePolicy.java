package io.bucketwarden.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Stream;

/** What reading the queue of the template's stack needs, and what {@code doctor} looks at beside it. */
final class RealTimePolicy {

    private RealTimePolicy() {}

    static String json() throws JsonProcessingException {
        var statements = new ObjectMapper().createArrayNode();
        FacetDocs.statement(
                statements,
                "BucketwardenQueue",
                Stream.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"),
                "arn:aws:sqs:*:*:bucketwarden-events");
        FacetDocs.statement(
                statements,
                "BucketwardenDoctorDeadLetters",
                Stream.of("sqs:GetQueueAttributes"),
                "arn:aws:sqs:*:*:bucketwarden-events-*");
        FacetDocs.statement(
                statements,
                "BucketwardenDoctor",
                Stream.of(
                        "cloudtrail:DescribeTrails",
                        "cloudtrail:GetEventSelectors",
                        "cloudtrail:GetTrailStatus",
                        "events:DescribeRule",
                        "events:ListRuleNamesByTarget",
                        "events:ListTargetsByRule",
                        "events:TestEventPattern"),
                "*");
        return FacetDocs.document(statements);
    }
}
