package io.bucketwarden.tracking;

import io.bucketwarden.api.Reason;
import io.bucketwarden.events.QueueSeen;
import io.bucketwarden.posture.CallFailed;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether requests can be heard of through the queues of the operator.
 *
 * @param any whether there is a queue at all
 * @param seen each that was tried
 */
record Queues(boolean any, Supplier<List<QueueSeen>> seen) {

    /** Whether nobody has tried yet; that takes seconds. */
    boolean areUnknown() {
        return any && seen.get().isEmpty();
    }

    /** Why not all is heard; empty when it is. */
    Optional<CallFailed> trouble() {
        if (!any) {
            return Optional.of(new CallFailed(
                    Reason.QueueUnreachable,
                    "The operator has no queue through which data events could come. Give it one with --queue or"
                            + " BUCKETWARDEN_QUEUES, or choose another source in spec.accessTracking."));
        }
        var silent = seen.get().stream()
                .filter(queue -> !queue.readable())
                .map(QueueSeen::url)
                .sorted()
                .collect(Collectors.joining(", "));
        return silent.isEmpty()
                ? Optional.empty()
                : Optional.of(new CallFailed(
                        Reason.QueueUnreachable,
                        "Data events do not come from " + silent
                                + ": the status of the policy and the log of the operator"
                                + " say why it cannot be read. What waits there is heard once it can."));
    }
}
