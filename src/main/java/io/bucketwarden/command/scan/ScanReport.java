package io.bucketwarden.command.scan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.bucketwarden.api.Exposure;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Doubt;
import io.bucketwarden.posture.Doubts;
import io.bucketwarden.posture.Exposures;
import io.bucketwarden.posture.PublicAccessBlock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code scan} found.
 *
 * @param buckets worst first
 * @param account the settings for all buckets of the account, or null when they could not be read or nobody asked
 */
record ScanReport(List<Bucket> buckets, @Nullable PublicAccessBlock account) {

    static final int UNKNOWN = 3;
    private static final int OPEN = 2;

    /** Worst first. */
    enum State {
        Open,
        Unknown,
        /** Nothing shows it open, but what is not read may open it. */
        MayBeOpen,
        Neutralized,
        Closed
    }

    /**
     * One bucket.
     *
     * @param exposures what is open in fact first, and of those the worst first
     * @param doubts through what it may be open; looked for only where nothing is known to be open
     * @param unread why it could not be judged in full; the state is certain only when this is empty
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Bucket(
            String bucket,
            @Nullable String region,
            State state,
            List<Exposure> exposures,
            List<Doubt> doubts,
            List<String> unread,
            List<String> remarks) {

        private static final Comparator<Exposure> WORST = Comparator.comparing((Exposure it) -> !it.isEffective())
                .thenComparing(Exposure::to)
                .thenComparing(it -> it.access().isEmpty()
                        ? Exposure.Access.Administer
                        : it.access().getFirst());

        static Bucket of(String name, String region, Exposures exposures, Doubts doubts) {
            return new Bucket(
                    name,
                    region,
                    judged(exposures, doubts),
                    exposures.all().stream().sorted(WORST).toList(),
                    doubts.all(),
                    Stream.of(exposures.unread(), doubts.unread())
                            .flatMap(List::stream)
                            .map(CallFailed::text)
                            .distinct()
                            .toList(),
                    exposures.remarks());
        }

        static Bucket unreachable(String name, @Nullable String region, String why) {
            return new Bucket(name, region, State.Unknown, List.of(), List.of(), List.of(why), List.of());
        }

        private static State judged(Exposures exposures, Doubts doubts) {
            if (exposures.isOpen()) {
                return State.Open;
            }
            if (!exposures.unread().isEmpty() || !doubts.unread().isEmpty()) {
                return State.Unknown;
            }
            if (!doubts.all().isEmpty()) {
                return State.MayBeOpen;
            }
            return exposures.all().isEmpty() ? State.Closed : State.Neutralized;
        }

        @JsonIgnore
        boolean isCertain() {
            return unread.isEmpty();
        }
    }

    static ScanReport of(List<Bucket> buckets, @Nullable PublicAccessBlock account) {
        Comparator<Bucket> worst = Comparator.comparing(Bucket::state)
                .thenComparing(Bucket::exposures, ScanReport::worstFirst)
                .thenComparing(Bucket::bucket);
        return new ScanReport(buckets.stream().sorted(worst).toList(), account);
    }

    private static int worstFirst(List<Exposure> one, List<Exposure> other) {
        return one.isEmpty() || other.isEmpty()
                ? Boolean.compare(one.isEmpty(), other.isEmpty())
                : Bucket.WORST.compare(one.getFirst(), other.getFirst());
    }

    /** Those to print. */
    List<Bucket> shown(boolean all) {
        return buckets.stream().filter(it -> all || it.state() != State.Closed).toList();
    }

    long count(State state) {
        return buckets.stream().filter(it -> it.state() == state).count();
    }

    /**
     * 3 for unknown goes before 2 for open: a script must not take half a look for a whole one. Only what no look at a bucket
     * can tell comes after it, or 2 would be never seen in an account where ACLs still count.
     */
    int exitCode() {
        if (!buckets.stream().allMatch(Bucket::isCertain)) {
            return UNKNOWN;
        }
        if (count(State.Open) > 0) {
            return OPEN;
        }
        return count(State.MayBeOpen) > 0 ? UNKNOWN : 0;
    }
}
