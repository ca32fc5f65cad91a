package io.bucketwarden.permissions;

import java.util.List;
import java.util.stream.Stream;

/** What hearing of changes needs, and what {@code doctor} looks at beside it. */
public final class RealTimeNeeds {

    private static final String ATTRIBUTES = "sqs:GetQueueAttributes";

    private RealTimeNeeds() {}

    /**
     * To read a queue.
     *
     * @param queue its ARN
     */
    public static List<Permission> reading(String queue) {
        return Stream.of("sqs:DeleteMessage", "sqs:ReceiveMessage")
                .map(action -> new Permission(Purpose.QUEUES, action, queue))
                .toList();
    }

    /**
     * Beside what reading needs.
     *
     * @param queue ARN of the queue that is read; the template names those for what cannot be delivered after it
     */
    public static List<Permission> doctor(String queue) {
        var looks = Stream.of(
                        "cloudtrail:DescribeTrails",
                        "cloudtrail:GetEventSelectors",
                        "cloudtrail:GetTrailStatus",
                        "events:DescribeRule",
                        "events:ListRuleNamesByTarget",
                        "events:ListTargetsByRule",
                        "events:TestEventPattern")
                // Which trail and which rule it is, only these tell.
                .map(action -> new Permission(Purpose.DOCTOR, action, "*"));
        var queues = Stream.of(queue, queue + "-*").map(arn -> new Permission(Purpose.DOCTOR_QUEUES, ATTRIBUTES, arn));
        return Stream.concat(queues, looks).toList();
    }
}
