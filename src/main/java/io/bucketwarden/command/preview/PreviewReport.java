package io.bucketwarden.command.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.bucketwarden.access.impact.Impact;
import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code preview} says.
 *
 * @param unreadable lines of the log
 * @param unread objects of the log of which nothing is counted
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record PreviewReport(
        List<Row> rows, long logObjects, long requests, long unreadable, long unread, List<String> messages) {

    /**
     * One facet on one bucket.
     *
     * @param from first day of which the log tells something of the bucket
     * @param silentDays whole days of those that were asked for without one request; none where no days were, or where
     *     the message says that there was no request at all
     * @param message why it is not known; null where it is
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Row(
            String policy,
            String bucket,
            String facet,
            long requests,
            long denied,
            String principals,
            long cannotTell,
            @Nullable String from,
            @Nullable String until,
            List<String> examples,
            List<String> silentDays,
            @Nullable String message) {

        static Row of(PreviewTarget target, Impact impact, int days, Instant now) {
            Preview preview = impact.preview(days, now, true);
            var told = impact.days();
            var more = impact.hasMorePrincipals(days, now);
            var nothing = preview.requests() == 0;
            return new Row(
                    target.policy,
                    target.bucket,
                    impact.facet(),
                    preview.requests(),
                    preview.denied(),
                    more ? "more than " + preview.principals() : String.valueOf(preview.principals()),
                    preview.cannotTell(),
                    told.isEmpty() ? null : told.getFirst().toString(),
                    told.isEmpty() ? null : told.getLast().toString(),
                    preview.examples(),
                    nothing ? List.of() : wholeDays(preview),
                    nothing ? "the logs tell of no request to this bucket" : null);
        }

        /** Of the first day, only its end is asked for. */
        private static List<String> wholeDays(Preview preview) {
            return preview.silentDays().stream()
                    .filter(day -> !day.equals(preview.from()))
                    .toList();
        }

        static Row unknown(PreviewTarget target, String facet, String why) {
            return new Row(target.policy, target.bucket, facet, 0, 0, "0", 0, null, null, List.of(), List.of(), why);
        }
    }

    static final int DENIED = 2;
    static final int UNKNOWN = 3;

    static PreviewReport of(List<PreviewTarget> targets, PreviewReading.Result read, int days, Instant now) {
        var rows = targets.stream()
                .flatMap(target -> Stream.concat(
                        target.impacts().stream().map(impact -> Row.of(target, impact.forget(days, now), days, now)),
                        target.unknown.entrySet().stream().map(it -> Row.unknown(target, it.getKey(), it.getValue()))))
                .toList();
        return new PreviewReport(rows, read.objects(), read.requests(), read.unreadable(), read.unread(), read.why());
    }

    int exitCode() {
        if (rows.stream().anyMatch(row -> row.denied() > 0)) {
            return DENIED;
        }
        var doubtful = unread > 0
                || unreadable > 0
                || rows.stream()
                        .anyMatch(row -> row.cannotTell() > 0
                                || row.message() != null
                                || !row.silentDays().isEmpty());
        return doubtful ? UNKNOWN : 0;
    }
}
