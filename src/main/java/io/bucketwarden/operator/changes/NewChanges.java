package io.bucketwarden.operator.changes;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.ChangedBy;
import io.bucketwarden.api.Stamp;
import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.text.Characters;
import io.bucketwarden.text.Shortened;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The changes of others of one bucket that were heard of since it was last judged, as a status tells them. Pure.
 *
 * @param newestFirst those since the last look
 * @param meanwhile by facet, the change that was heard of while the facet could not be read
 */
public record NewChanges(List<ChangedBy> newestFirst, Map<String, ChangedBy> meanwhile) {

    /** Clocks may differ by so much, as they may where AWS checks signatures; what is later did not happen. */
    public static final Duration SKEW = Duration.ofMinutes(15);

    private static final Comparator<ChangedBy> NEWEST_FIRST =
            Comparator.comparing(NewChanges::moment).reversed();
    private static final int LONG = 256;
    private static final int SHORT = 128;

    public NewChanges {
        newestFirst = List.copyOf(newestFirst);
        meanwhile = Map.copyOf(meanwhile);
    }

    /**
     * Those that the status does not list already.
     *
     * @param events of others that succeeded, in the order in which they came
     */
    public static NewChanges of(@Nullable BucketStatus previous, List<ChangeEvent> events, Instant at) {
        var told = new HashSet<@Nullable String>();
        var meanwhile = new HashMap<String, ChangedBy>();
        if (previous != null) {
            previous.lastChanges().forEach(change -> told.add(change.eventId()));
            previous.facets().stream()
                    .filter(facet -> facet.state() == FacetState.Unknown && facet.changedBy() != null)
                    .forEach(facet -> meanwhile.put(facet.name(), Objects.requireNonNull(facet.changedBy())));
        }
        var changes = new ArrayList<ChangedBy>();
        for (var event : events.reversed()) {
            var change = told(event);
            if (!event.time().isAfter(at.plus(SKEW)) && told.add(change.eventId())) {
                changes.add(change);
            }
        }
        changes.sort(NEWEST_FIRST);
        return new NewChanges(changes, meanwhile);
    }

    /** These and earlier ones, the newest first, as many as a status lists. */
    public List<ChangedBy> and(List<ChangedBy> earlier) {
        return Stream.concat(newestFirst.stream(), earlier.stream())
                .sorted(NEWEST_FIRST)
                .limit(BucketStatus.MAX_CHANGES)
                .toList();
    }

    /** The change that has most to do with a facet, at most as little as given; the newest of several. */
    public Optional<ChangedBy> of(String facet, Bearing least) {
        return of(facet, least, Instant.MIN, Instant.MAX);
    }

    /** The same among those from one moment to another. */
    public Optional<ChangedBy> of(String facet, Bearing least, Instant from, Instant until) {
        return Stream.concat(newestFirst.stream(), Stream.ofNullable(meanwhile.get(facet)))
                .filter(change ->
                        !moment(change).isBefore(from) && !moment(change).isAfter(until))
                .filter(change -> Bearing.of(change.eventName(), facet).compareTo(least) <= 0)
                .min(Comparator.comparing((ChangedBy change) -> Bearing.of(change.eventName(), facet))
                        .thenComparing(NEWEST_FIRST));
    }

    /** When a change was made; long ago where that is not told. */
    public static Instant moment(ChangedBy change) {
        return Stamp.read(change.time()).orElse(Instant.EPOCH);
    }

    /** As a status tells it: whoever makes calls chooses some of these texts. */
    public static ChangedBy told(ChangeEvent event) {
        var actor = event.actor();
        return new ChangedBy(
                text(actor.principal(), LONG),
                text(actor.sourceIp(), SHORT),
                text(actor.userAgent(), SHORT),
                text(event.name(), SHORT),
                text(event.id(), SHORT),
                Stamp.of(event.time()));
    }

    private static @Nullable String text(@Nullable String text, int longest) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return Shortened.to(Characters.disarmed(text, ' '), longest);
    }
}
