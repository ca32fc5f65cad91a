package io.bucketwarden.operator;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.operator.status.BucketReport;
import io.bucketwarden.operator.status.Look;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is remembered of one bucket for one policy between two looks. Lost at a restart, and safe to lose. */
final class BookEntry {

    private @Nullable BucketStatus status;
    private @Nullable BucketStatus known;
    private @Nullable Look look;
    private @Nullable Instant lookedAt;

    /** @param listed what the policy's status said of the bucket when the operator started; null when it was not listed */
    BookEntry(@Nullable BucketStatus listed) {
        this.status = listed;
        this.known = listed;
    }

    @Nullable
    BucketStatus status() {
        return status;
    }

    /** The status with what was known before in place of what could not be read. */
    @Nullable
    BucketStatus known() {
        return known;
    }

    @Nullable
    Look look() {
        return look;
    }

    /** When the last look ended; null before the first. */
    @Nullable
    Instant lookedAt() {
        return lookedAt;
    }

    /** Looks in a row that got no answer, this one included. */
    int failures(boolean failed) {
        return failed ? (look == null ? 0 : look.failures()) + 1 : 0;
    }

    BucketReport report(String bucket, Instant at) {
        return new BucketReport(bucket, status, known, at);
    }

    /** What was known of the facets that were governed. */
    Map<String, FacetState> governed() {
        var states = new HashMap<String, FacetState>();
        if (known != null) {
            states.putAll(known.facetStates());
            states.values().removeIf(state -> state == FacetState.Superseded);
        }
        return states;
    }

    /** Facets that were put back, and what was said of them. */
    Map<String, String> reverted() {
        var said = new HashMap<String, String>();
        if (known != null) {
            known.facets().stream()
                    .filter(facet -> facet.state() == FacetState.Reverted)
                    .forEach(facet -> said.put(facet.name(), Objects.requireNonNullElse(facet.message(), "")));
        }
        return said;
    }

    /** Keeps what was found; returns whether anything about it is new. */
    boolean keep(Look found, BucketStatus next, Instant at) {
        var isNew = !next.equals(status) || look == null || look.failures() != found.failures();
        look = found;
        lookedAt = at;
        if (!next.equals(status)) {
            status = next;
            known = BucketReport.recall(next, known);
        }
        return isNew;
    }
}
