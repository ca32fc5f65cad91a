package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Accessor;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorState;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorStatus;
import io.bucketwarden.api.S3BucketAccessStatus.Alert;
import io.bucketwarden.api.S3BucketAccessStatus.Phase;
import io.bucketwarden.api.S3BucketAccessStatus.Summary;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A baseline as it is stored, exactly: the parts of the status of an S3BucketAccess that people read, and what has to
 * survive beside.
 *
 * @param section letters, digits, {@code + / .}; not for people
 */
public record BaselineStatus(
        List<AccessorStatus> accessors,
        Summary summary,
        List<Alert> alerts,
        Phase phase,
        String learningUntil,
        @Nullable String readUntil,
        String section) {

    /**
     * The baseline as it is to be stored.
     *
     * @param acknowledged ids of accessors that are as they should be
     */
    public static BaselineStatus of(Baseline baseline, Set<String> acknowledged, Instant now) {
        var parts = baseline.parts();
        var until = parts.learningUntil();
        var order = Comparator.comparing((Seen seen) -> seen.state(until, acknowledged) != AccessorState.New)
                .thenComparing(seen -> !seen.isLetIn())
                .thenComparing(Comparator.comparingLong(Seen::requests).reversed())
                .thenComparing(Seen::id);
        return new BaselineStatus(
                parts.seen().values().stream()
                        .sorted(order)
                        .map(seen -> status(seen, seen.state(until, acknowledged)))
                        .toList(),
                summary(parts, acknowledged),
                parts.alerts(),
                now.getEpochSecond() <= until ? Phase.Learning : Phase.Watching,
                AlertText.time(until),
                parts.readUntil() == Long.MIN_VALUE ? null : AlertText.time(parts.readUntil()),
                Section.encode(parts));
    }

    /** What of a status is about the baseline. */
    public static BaselineStatus of(S3BucketAccessStatus status, String section) {
        if (status.summary() == null || status.learningUntil() == null) {
            throw new UnreadableBaseline("the status has no summary or no end of learning, but a memory");
        }
        return new BaselineStatus(
                status.accessors(),
                Objects.requireNonNull(status.summary()),
                status.alerts(),
                status.phase() == null ? Phase.Learning : status.phase(),
                Objects.requireNonNull(status.learningUntil()),
                status.readUntil(),
                section);
    }

    /**
     * The baseline that was stored.
     *
     * @throws UnreadableBaseline when something of it is damaged, missing or of a later version
     */
    public Baseline baseline() {
        var memory = Section.decode(section);
        var seen = new HashMap<Accessor, Seen>();
        try {
            for (var one : accessors) {
                var read = seen(one, memory);
                if (!read.id().equals(one.id()) || seen.put(read.accessor(), read) != null) {
                    throw new UnreadableBaseline(
                            "accessor " + AlertText.name(one.id()) + " was altered or is there twice");
                }
            }
            if (Section.check(seen.values()) != memory.check()) {
                throw new UnreadableBaseline("status.accessors are not those that were stored with it");
            }
            return new Baseline(new Parts(
                    memory.key(),
                    memory.learningSince(),
                    Instant.parse(learningUntil).getEpochSecond(),
                    Map.copyOf(seen),
                    memory.principals(),
                    memory.applications(),
                    memory.accessors(),
                    memory.bursts(),
                    alerts,
                    new Parts.Totals(
                            summary.requests(),
                            summary.errors(),
                            summary.logObjects(),
                            summary.vanishedObjects(),
                            summary.unreadable(),
                            summary.alerts()),
                    memory.told(),
                    readUntil == null
                            ? Long.MIN_VALUE
                            : Instant.parse(readUntil).getEpochSecond(),
                    memory.saturated(),
                    memory.declared()));
        } catch (DateTimeException e) {
            throw new UnreadableBaseline(
                    "a time in the status is none (" + AlertText.name(e.getMessage() + "") + ")", e);
        }
    }

    private static AccessorStatus status(Seen seen, AccessorState state) {
        return new AccessorStatus(
                seen.id(),
                seen.accessor().principal(),
                seen.accessor().application(),
                seen.accessor().network(),
                state,
                AlertText.time(seen.first()),
                AlertText.time(seen.last()),
                seen.requests(),
                seen.errors(),
                seen.reads(),
                seen.writes(),
                seen.deletes(),
                seen.lists(),
                seen.outsideNetworks() ? true : null,
                seen.outsideAccounts() ? true : null);
    }

    private static Seen seen(AccessorStatus status, Section.Memory memory) {
        var accessor = new Accessor(status.principal(), status.application(), status.network());
        var first = Instant.parse(status.firstSeen()).getEpochSecond();
        var id = Ids.of(accessor);
        return new Seen(
                accessor,
                id,
                memory.key().prints(accessor),
                first,
                Instant.parse(status.lastSeen()).getEpochSecond(),
                status.requests(),
                status.errors(),
                status.reads(),
                status.writes(),
                status.deletes(),
                status.lists(),
                memory.letIn().getOrDefault(id, first),
                Boolean.TRUE.equals(status.outsideNetworks()),
                Boolean.TRUE.equals(status.outsideAccounts()));
    }

    private static Summary summary(Parts parts, Set<String> acknowledged) {
        var totals = parts.totals();
        var all = parts.seen().values();
        var fresh = all.stream()
                .filter(seen -> seen.isLetIn() && seen.state(parts.learningUntil(), acknowledged) == AccessorState.New)
                .count();
        return new Summary(
                (long) all.size() + parts.accessors().size(),
                (int) all.stream()
                        .map(seen -> seen.accessor().principal())
                        .distinct()
                        .count(),
                (int) fresh + parts.accessors().without(Fingerprints.LEARNED | Fingerprints.ACKNOWLEDGED),
                totals.requests(),
                totals.errors(),
                totals.logObjects(),
                totals.vanishedObjects(),
                totals.unreadable(),
                totals.alerts());
    }
}
