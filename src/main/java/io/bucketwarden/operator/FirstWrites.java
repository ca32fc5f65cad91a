package io.bucketwarden.operator;

import io.bucketwarden.api.Reason;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Outcome;
import io.bucketwarden.posture.undo.Kept;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a facet is about to write for the first time. What cannot be kept is not written, except by a facet that does
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
     * Keeps what is not kept yet.
     *
     * @param writers the facets that are about to be written, and for whom
     * @return why a facet must not be written
     */
    Map<String, Outcome.Refused> keep(LiveBucket bucket, Map<? extends Facet<?, ?>, Duty> writers, Instant now) {
        var id = id(bucket);
        var refused = new LinkedHashMap<String, Outcome.Refused>();
        var entries = new LinkedHashMap<String, Kept>();
        writers.forEach((facet, duty) -> {
            if (!records.hold(id, facet.name())) {
                try {
                    entries.put(facet.name(), Kept.of(facet, bucket, duty.name(), duty.policy(), now));
                } catch (CallFailed e) {
                    refuse(facet, e).ifPresent(why -> refused.put(facet.name(), why));
                }
            }
        });
        if (entries.isEmpty()) {
            return refused;
        }
        try {
            records.add(id, entries);
        } catch (CallFailed e) {
            writers.keySet().stream()
                    .filter(facet -> entries.containsKey(facet.name()))
                    .forEach(facet -> refuse(facet, e).ifPresent(why -> refused.put(facet.name(), why)));
        }
        return refused;
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
