package io.bucketwarden.posture.undo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * How one setting of a bucket is read, compared and written as a whole.
 *
 * @param call the call that writes it, and {@code action} the IAM action that it needs
 * @param read the setting as it is; empty when the bucket has none
 * @param parse from the JSON that {@link SdkJson} writes
 * @param instead what is written where there was none; nothing is ever deleted. Null where there is always one
 * @param remark how that differs from none, for people; no full stop
 * @param meaning what two values have to agree in
 * @param summary a value in a few words
 * @param order its place among what is put back at the same time
 * @param byHand why the operator cannot write it as the bucket is now
 */
record Setting<T extends SdkPojo>(
        String call,
        String action,
        Function<LiveBucket, Optional<T>> read,
        Function<JsonNode, T> parse,
        @Nullable T instead,
        String remark,
        Function<T, Object> meaning,
        Function<T, String> summary,
        ToIntFunction<T> order,
        Function<LiveBucket, Optional<String>> byHand,
        BiConsumer<LiveBucket, T> put) {

    /** The setting as JSON; null of JSON when there is none. */
    JsonNode capture(LiveBucket bucket) {
        return read.apply(bucket).<JsonNode>map(SdkJson::of).orElse(NullNode.getInstance());
    }

    /** What makes it as it was; empty when it is so already, or as near as it gets. */
    Optional<Remedy> restore(JsonNode kept, LiveBucket bucket) {
        var wanted = value(kept);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        var now = read.apply(bucket).or(() -> Optional.ofNullable(instead));
        if (now.map(meaning).equals(wanted.map(meaning))) {
            return Optional.empty();
        }
        var obstacle = byHand.apply(bucket);
        return Optional.of(obstacle.isPresent() ? new Remedy.Manual(obstacle.get(), false) : write(wanted.get()));
    }

    String describe(JsonNode kept) {
        return value(kept)
                .map(value -> call + ": back to " + summary.apply(value))
                .orElse(call);
    }

    /** What cannot be put back exactly. */
    List<String> remarks(JsonNode kept) {
        return kept.isNull() && instead != null ? List.of(remark) : List.of();
    }

    private Remedy.Write write(T wanted) {
        return new Remedy.Write(
                call + ": back to " + summary.apply(wanted),
                action,
                order.applyAsInt(wanted),
                bucket -> put.accept(bucket, wanted));
    }

    /** What would be put back; empty where nothing would. */
    Optional<T> value(JsonNode kept) {
        if (kept.isNull()) {
            return Optional.ofNullable(instead);
        }
        try {
            return Optional.of(parse.apply(kept));
        } catch (IllegalArgumentException e) {
            throw new CallFailed(
                    Reason.CheckFailed,
                    "What was kept for " + call + " cannot be understood (" + e.getMessage()
                            + "). Put the setting back by hand.",
                    e);
        }
    }
}
