package io.bucketwarden.operator;

import io.bucketwarden.api.Reason;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.operator.records.Records;
import io.bucketwarden.operator.records.Records.Knowledge;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Outcome;
import io.bucketwarden.posture.undo.Kept;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a facet is about to write for the first time, or again after it was put back. What cannot be kept is not written, except by a facet that does
 * not yield: to close an open bucket never waits.
 */
final class FirstWrites {

    private static final Logger LOG = LoggerFactory.getLogger(FirstWrites.class);

    private final Records records;

    FirstWrites(Records records) {
        this.records = records;
    }

    static BucketId id(LiveBucket bucket) {
        var identity = bucket.identity();
        return new BucketId(Objects.requireNonNullElse(identity.ownerAccount(), ""), identity.name());
    }

    /**
     * Keeps what is not kept yet, read anew, and takes the marks of what was put back. What is known to be kept costs nothing.
     *
     * @param writers the facets that are about to be written, and for whom
     * @return why a facet must not be written
     */
    Map<String, Outcome.Refused> keep(LiveBucket bucket, Map<? extends Facet<?, ?>, Duty> writers, Instant now) {
        var id = id(bucket);
        var refused = new LinkedHashMap<String, Outcome.Refused>();
        attempt(known(id, writers, Knowledge.NotAsked), refused, facets -> records.recall(id));
        var entries = new LinkedHashMap<String, Kept>();
        // An event may have been missed, and this is read once in the life of a bucket.
        var fresh = bucket.again();
        known(id, writers, Knowledge.NothingKept)
                .forEach(facet -> attempt(Set.of(facet), refused, those -> {
                    var duty = Objects.requireNonNull(writers.get(facet));
                    entries.put(facet.name(), Kept.of(facet, fresh, duty.name(), duty.policy(), now));
                }));
        attempt(named(writers, entries.keySet()), refused, facets -> records.add(id, entries));
        attempt(known(id, writers, Knowledge.PutBack), refused, facets -> records.unmark(id, names(facets)));
        return refused;
    }

    private Set<Facet<?, ?>> known(BucketId id, Map<? extends Facet<?, ?>, Duty> writers, Knowledge knowledge) {
        return writers.keySet().stream()
                .filter(facet -> records.known(id, facet.name()) == knowledge)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<Facet<?, ?>> named(Map<? extends Facet<?, ?>, Duty> writers, Set<String> names) {
        return writers.keySet().stream()
                .filter(facet -> names.contains(facet.name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> names(Set<Facet<?, ?>> facets) {
        return facets.stream().map(Facet::name).collect(Collectors.toSet());
    }

    private static void attempt(
            Set<Facet<?, ?>> facets, Map<String, Outcome.Refused> refused, Consumer<Set<Facet<?, ?>>> keeping) {
        if (facets.isEmpty()) {
            return;
        }
        try {
            keeping.accept(facets);
        } catch (CallFailed e) {
            facets.forEach(facet -> refuse(facet, e).ifPresent(why -> refused.put(facet.name(), why)));
        }
    }

    private static Optional<Outcome.Refused> refuse(Facet<?, ?> facet, CallFailed why) {
        var line = LOG.atWarn().addKeyValue("facet", facet.name());
        if (!facet.yieldsToOthers()) {
            line.log(
                    "What {} is about to change could not be kept, and it is written all the same; it cannot be put back"
                            + " by the operator: {}",
                    facet.name(),
                    why.text());
            return Optional.empty();
        }
        line.log("{} is not written, since what it would change could not be kept: {}", facet.name(), why.text());
        return Optional.of(new Outcome.Refused(
                Reason.CheckFailed,
                "Nothing was written, since what would be changed could not be kept: " + withStop(why.text())));
    }

    private static String withStop(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
