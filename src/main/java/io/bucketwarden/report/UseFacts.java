package io.bucketwarden.report;

import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorState;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorStatus;
import io.bucketwarden.api.S3BucketAccessStatus.Summary;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who uses a bucket, as one policy has it tracked.
 *
 * @param leftToOthers whether that policy has no say in the bucket any more, so that this is of before
 */
public record UseFacts(
        String policy, S3BucketAccessStatus status, Map<String, String> acknowledged, boolean leftToOthers) {

    private static final Comparator<AccessorStatus> NEW_FIRST = Comparator.comparing(
                    (AccessorStatus accessor) -> accessor.state() != AccessorState.New)
            .thenComparing(Comparator.comparingLong(AccessorStatus::requests).reversed());

    /** Those that are counted or listed, whichever are more: neither may hide somebody. */
    long newcomers() {
        var listed = status.accessors().stream()
                .filter(accessor -> accessor.state() == AccessorState.New)
                .count();
        var summary = status.summary();
        return summary == null ? listed : Math.max(listed, summary.unacknowledged());
    }

    long accessors() {
        return Math.max(
                status.accessors().size(),
                status.summary() == null ? 0 : status.summary().accessors());
    }

    List<AccessorStatus> newFirst() {
        return status.accessors().stream().sorted(NEW_FIRST).toList();
    }

    /** Requests by network of the listed accessors, most first. */
    List<Map.Entry<String, Long>> networks() {
        var requests = new LinkedHashMap<String, Long>();
        status.accessors().forEach(one -> requests.merge(one.network(), one.requests(), Long::sum));
        return requests.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    /** Nothing was read yet. */
    boolean isEmpty() {
        var summary = status.summary();
        return status.accessors().isEmpty()
                && (summary == null || summary.equals(new Summary(0, 0, 0, 0, 0, 0, 0, 0, 0)));
    }
}
