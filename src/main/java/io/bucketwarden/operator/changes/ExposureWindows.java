package io.bucketwarden.operator.changes;

import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.ExposureWindow;
import io.bucketwarden.api.ExposureWindow.ClosedBy;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.ChangedBy;
import io.bucketwarden.api.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a bucket was open. What cannot be read neither opens nor closes it. Pure.
 *
 * @param known what was known of the bucket before this look, with the windows of then; null at the first one
 */
public record ExposureWindows(@Nullable BucketStatus known, NewChanges changes, Instant at) {

    /** The facet that closes them. */
    public static final String PUBLIC = "publicAccess";

    /** A window that has ended because the public does not get in any more. */
    public record Closed(ExposureWindow window) {

        /** Whether an event told when it was opened; else it counts from when it was found. */
        public boolean byEvent() {
            return Stamp.read(window.openedAt()).isPresent();
        }

        public Duration lasted() {
            var end = Stamp.read(window.closedAt()).orElse(Instant.EPOCH);
            var start = Stamp.read(window.openedAt())
                    .or(() -> Stamp.read(window.foundAt()))
                    .orElse(end);
            return start.isAfter(end) ? Duration.ZERO : Duration.between(start, end);
        }
    }

    /**
     * The windows of a bucket after a look, the newest first.
     *
     * @param inFull whether all that the facet is judged from could be read
     */
    public List<ExposureWindow> of(BucketStatus next, boolean inFull) {
        var state = next.facetStates().get(PUBLIC);
        var before = known == null ? List.<ExposureWindow>of() : known.exposureWindows();
        var open = open(before).orElse(null);
        if (state == null || state == FacetState.Superseded) {
            return open == null ? before : replaced(before, open.closed(Stamp.of(at), ClosedBy.Superseded));
        }
        if (state == FacetState.Unknown) {
            return before;
        }
        if (state == FacetState.Exempt) {
            return open == null ? before : replaced(before, open.closed(Stamp.of(at), ClosedBy.Exempted));
        }
        if (next.exposure().stream().anyMatch(Exposure::isEffective)) {
            return open == null ? opened(before) : replaced(before, explained(open));
        }
        // Where a part could not be read there may be another way in.
        return open == null || !inFull ? before : replaced(before, open.closed(Stamp.of(at), closedBy()));
    }

    /** The window that is open now and was not before. */
    public static Optional<ExposureWindow> newlyOpen(@Nullable BucketStatus before, BucketStatus after) {
        return open(after.exposureWindows())
                .filter(window -> before == null
                        || open(before.exposureWindows())
                                .filter(then -> isSame(then, window))
                                .isEmpty());
    }

    /** The window that was open before and has ended; none that ended because the bucket may be open. */
    public static Optional<Closed> newlyClosed(@Nullable BucketStatus before, BucketStatus after) {
        return Optional.ofNullable(before)
                .flatMap(then -> open(then.exposureWindows()))
                .flatMap(then -> after.exposureWindows().stream()
                        .filter(window -> isSame(then, window))
                        .findFirst())
                .filter(window ->
                        window.closedBy() == ClosedBy.Bucketwarden || window.closedBy() == ClosedBy.SomebodyElse)
                .map(Closed::new);
    }

    private List<ExposureWindow> opened(List<ExposureWindow> before) {
        // It cannot have been opened before it was last seen closed.
        var from = before.isEmpty()
                ? Instant.MIN
                : Stamp.read(before.getFirst().closedAt())
                        .map(closed -> closed.minus(Attribution.AHEAD))
                        .orElse(Instant.MIN);
        var window = new ExposureWindow(null, null, null, null, Stamp.of(at), null, null);
        return Stream.concat(Stream.of(explained(window, from)), before.stream())
                .limit(BucketStatus.MAX_WINDOWS)
                .toList();
    }

    private ExposureWindow explained(ExposureWindow window) {
        var from = Stamp.read(window.foundAt()).orElse(at).minus(Attribution.LATE);
        return window.openedAt() == null ? explained(window, from) : window;
    }

    private ExposureWindow explained(ExposureWindow window, Instant from) {
        var until = Stamp.read(window.foundAt()).orElse(at).plus(Attribution.AHEAD);
        return changes.of(PUBLIC, Bearing.Broad, from, until)
                .map(change -> by(change, window))
                .orElse(window);
    }

    private static ExposureWindow by(ChangedBy change, ExposureWindow window) {
        return new ExposureWindow(
                change.time(),
                change.principal(),
                change.eventName(),
                change.eventId(),
                window.foundAt(),
                window.closedAt(),
                window.closedBy());
    }

    private ClosedBy closedBy() {
        return known != null && known.facetStates().get(PUBLIC) == FacetState.Remediated
                ? ClosedBy.Bucketwarden
                : ClosedBy.SomebodyElse;
    }

    private static Optional<ExposureWindow> open(List<ExposureWindow> windows) {
        return windows.stream().filter(ExposureWindow::isOpen).findFirst();
    }

    /** Which look found it is what stays the same of a window. */
    private static boolean isSame(ExposureWindow one, ExposureWindow other) {
        return one.foundAt() != null && one.foundAt().equals(other.foundAt());
    }

    private static List<ExposureWindow> replaced(List<ExposureWindow> windows, ExposureWindow by) {
        return windows.stream()
                .map(window -> window.isOpen() && isSame(window, by) ? by : window)
                .toList();
    }
}
