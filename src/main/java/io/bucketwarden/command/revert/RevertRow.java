package io.bucketwarden.command.revert;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.posture.Part;
import io.bucketwarden.posture.undo.Kept;
import io.bucketwarden.posture.undo.Reopening;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One facet of one bucket that can be put back.
 *
 * @param policy for which it was kept
 * @param wouldPutBack in a few words
 * @param opens that it opens the bucket, or may, and to whom, for people; null when it does not, or it was not put back
 * @param state what became of it; null while it is only shown
 * @param message why, for people
 * @param kept null when it cannot be read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RevertRow(
        String bucket,
        String account,
        String facet,
        String keptAt,
        String policy,
        String wouldPutBack,
        @Nullable String opens,
        @Nullable State state,
        @Nullable String message,
        @JsonIgnore @Nullable Kept kept) {

    /** What became of it. */
    enum State {
        /** Put back, and held. */
        Reverted,
        /** A person must do the rest. */
        ActionRequired,
        /** A write was refused, or what was kept cannot be read. */
        Failed,
        /** The bucket cannot be read. */
        Unknown,
        /** Not put back so far. */
        NotReverted,
        /** The operator has looked, but the status does not tell of the bucket. */
        NotListed,
        /** The operator has not looked since it was asked. */
        Unanswered
    }

    static RevertRow of(BucketId bucket, String facet, Kept kept) {
        var words =
                Stream.concat(kept.settings(), statements(kept.statements())).collect(Collectors.joining("; "));
        return new RevertRow(
                bucket.name(),
                bucket.account(),
                facet,
                kept.at().toString(),
                kept.policy(),
                words,
                null,
                null,
                null,
                kept);
    }

    static RevertRow unreadable(BucketId bucket, String facet, String why) {
        return new RevertRow(
                bucket.name(), bucket.account(), facet, "?", "?", "cannot be read", null, State.Failed, why, null);
    }

    RevertRow with(State became, @Nullable String why) {
        var done = became == State.Failed || became == State.NotReverted ? null : opens;
        return new RevertRow(bucket, account, facet, keptAt, policy, wouldPutBack, done, became, why, kept);
    }

    /** All rows, and of each that has a part in opening its bucket, that this is so. */
    static List<RevertRow> opening(List<RevertRow> rows) {
        var kept = new LinkedHashMap<BucketId, Map<String, Kept>>();
        rows.forEach(row -> {
            if (row.kept() != null) {
                kept.computeIfAbsent(row.id(), _ -> new LinkedHashMap<>()).put(row.facet(), row.kept());
            }
        });
        return rows.stream()
                .map(row -> row.mayOpen()
                        ? row.opening(Reopening.of(row.bucket(), kept.getOrDefault(row.id(), Map.of()))
                                .orElse(null))
                        : row)
                .toList();
    }

    private RevertRow opening(@Nullable String how) {
        return new RevertRow(bucket, account, facet, keptAt, policy, wouldPutBack, how, state, message, kept);
    }

    private boolean mayOpen() {
        return kept != null && kept.parts().keySet().stream().anyMatch(Part::mayOpen);
    }

    @JsonIgnore
    BucketId id() {
        return new BucketId(account, bucket);
    }

    /** Whether nothing is said of it yet. */
    @JsonIgnore
    boolean isOpen() {
        return state == null;
    }

    @JsonIgnore
    boolean isBack() {
        return state == State.Reverted;
    }

    private static Stream<String> statements(Map<String, JsonNode> kept) {
        return new TreeMap<>(kept)
                .entrySet().stream()
                        .map(statement -> (comesBack(statement.getValue()) ? "+" : "-") + statement.getKey());
    }

    /** An Allow is never written. */
    private static boolean comesBack(JsonNode statement) {
        return !statement.isNull() && !statement.path("Effect").asText().equals("Allow");
    }
}
