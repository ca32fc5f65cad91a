package io.bucketwarden.operator.status;

import io.bucketwarden.api.BucketState;
import io.bucketwarden.api.Drift;
import io.bucketwarden.api.ExposureWindow;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.ChangedBy;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The buckets that a status has room for: the worst ones, at most 100, and at most 64 KiB of them. Pure. */
final class WorstFirst {

    /** Bytes of all buckets of a status together; the API server refuses a resource beyond some 1.5 MiB. */
    static final int MAX_BYTES = 64 * 1024;

    private static final Comparator<BucketStatus> ORDER = Comparator.comparing(BucketState::of)
            .thenComparing(BucketState::drifts, Comparator.reverseOrder())
            .thenComparing(BucketStatus::name);

    private WorstFirst() {}

    static List<BucketStatus> of(Collection<BucketStatus> buckets) {
        var room = new ArrayList<BucketStatus>();
        var bytes = 0;
        for (var bucket : buckets.stream().sorted(ORDER).toList()) {
            bytes += bytes(bucket);
            if (room.size() == S3BucketPolicyStatus.MAX_BUCKETS || (bytes > MAX_BYTES && !room.isEmpty())) {
                break;
            }
            room.add(bucket);
        }
        return List.copyOf(room);
    }

    /** At least as much as it takes as JSON: each text in full, and what stands around it. */
    static int bytes(BucketStatus bucket) {
        return 210
                + length(bucket.name())
                + length(bucket.message())
                + bucket.compliantFacets().stream().mapToInt(WorstFirst::length).sum()
                + bucket.facets().stream().mapToInt(WorstFirst::bytes).sum()
                + bucket.exposure().stream()
                        .mapToInt(e -> 160 + length(e.detail()) + length(e.neutralizedBy()))
                        .sum()
                + bucket.lastChanges().stream().mapToInt(WorstFirst::bytes).sum()
                + bucket.exposureWindows().stream().mapToInt(WorstFirst::bytes).sum();
    }

    private static int bytes(FacetStatus facet) {
        return 120
                + length(facet.message())
                + facet.drifts().stream().mapToInt(WorstFirst::bytes).sum()
                + bytes(facet.changedBy());
    }

    private static int bytes(@Nullable ChangedBy change) {
        return change == null
                ? 0
                : 120
                        + length(change.principal())
                        + length(change.sourceIp())
                        + length(change.userAgent())
                        + length(change.eventName())
                        + length(change.eventId())
                        + length(change.time());
    }

    private static int bytes(ExposureWindow window) {
        return 160
                + length(window.openedAt())
                + length(window.openedBy())
                + length(window.openedByEvent())
                + length(window.eventId())
                + length(window.foundAt())
                + length(window.closedAt());
    }

    private static int bytes(Drift drift) {
        return 48 + length(drift.path()) + length(drift.expected()) + length(drift.actual());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : 4 + text.chars().map(WorstFirst::length).sum();
    }

    /** Six bytes for what JSON escapes by number, as some writers do with each half of a surrogate pair. */
    private static int length(int c) {
        if (c < ' ' || Character.isSurrogate((char) c)) {
            return 6;
        }
        if (c == '"' || c == '\\') {
            return 2;
        }
        return c < 128 ? 1 : 3;
    }
}
