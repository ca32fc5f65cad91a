package io.bucketwarden.posture.undo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Part;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that one facet may write of a bucket, as it was before the first time.
 *
 * @param at when it was read, to the second
 * @param policy for which it was about to be written, as {@code namespace/name}, and its {@code uid}
 * @param parts each setting; the null of JSON where the bucket had none, and nothing for one that could not be read
 * @param statements each statement by Sid; the null of JSON where there was none
 * @param reverted null while it was not put back since the facet was last about to be written
 */
public record Kept(
        Instant at,
        String policy,
        String uid,
        Map<Part, JsonNode> parts,
        Map<String, JsonNode> statements,
        @Nullable Reverted reverted) {

    /**
     * That it was found to be put back: what becomes of it from then on is in the hands of people.
     *
     * @param at when, to the second
     * @param uid of the policy that had asked for it
     */
    public record Reverted(Instant at, String uid) {

        public Reverted {
            at = at.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    // As policy documents are read, so that a statement that was not touched is equal to the one that was kept.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    public Kept {
        at = at.truncatedTo(ChronoUnit.SECONDS);
        parts = Map.copyOf(parts);
        statements = Map.copyOf(statements);
    }

    /** What was not put back. */
    public Kept(Instant at, String policy, String uid, Map<Part, JsonNode> parts, Map<String, JsonNode> statements) {
        this(at, policy, uid, parts, statements, null);
    }

    /** The same, put back; or, with null, to be put back when that is asked for again. */
    public Kept with(@Nullable Reverted mark) {
        return new Kept(at, policy, uid, parts, statements, mark);
    }

    /**
     * Reads it from a bucket that the facet has not written yet. A facet that does not yield is about to close the bucket,
     * so what cannot be read of it is left out.
     *
     * @throws CallFailed when a part cannot be read
     */
    public static Kept of(Facet<?, ?> facet, LiveBucket bucket, String policy, String uid, Instant at) {
        var parts = new EnumMap<Part, JsonNode>(Part.class);
        for (var part : facet.changes()) {
            try {
                parts.put(part, BucketSettings.of(part).capture(bucket));
            } catch (CallFailed e) {
                if (facet.yieldsToOthers()) {
                    throw e;
                }
            }
        }
        var statements = new TreeMap<String, JsonNode>();
        for (var sid : facet.sids()) {
            statements.put(
                    sid, bucket.policyDocument().bySid(sid).map(Statement::json).orElse(NullNode.getInstance()));
        }
        return new Kept(at, policy, uid, parts, statements);
    }

    /** The day on which it was kept, in UTC. */
    public LocalDate day() {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** Each setting in a few words, with the call that would put it back. */
    public Stream<String> settings() {
        return new TreeMap<>(parts)
                .entrySet().stream()
                        .map(part -> BucketSettings.of(part.getKey()).describe(part.getValue()));
    }

    public String toJson() {
        var json = JSON.createObjectNode()
                .put("keptAt", at.toString())
                .put("policy", policy)
                .put("uid", uid);
        if (reverted != null) {
            json.put("revertedAt", reverted.at().toString()).put("revertedFor", reverted.uid());
        }
        var settings = json.putObject("parts");
        new TreeMap<>(parts).forEach((part, value) -> settings.set(part.name(), value));
        var own = json.putObject("statements");
        new TreeMap<>(statements).forEach(own::set);
        return json.toString();
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws CallFailed when it cannot be understood, also when a later version wrote it
     */
    public static Kept parse(String json) {
        try {
            var tree = JSON.readTree(json);
            var parts = new EnumMap<Part, JsonNode>(Part.class);
            tree.path("parts").properties().forEach(part -> parts.put(Part.valueOf(part.getKey()), part.getValue()));
            var statements = new LinkedHashMap<String, JsonNode>();
            tree.path("statements")
                    .properties()
                    .forEach(statement -> statements.put(statement.getKey(), statement.getValue()));
            return new Kept(
                    Instant.parse(tree.path("keptAt").asText()),
                    tree.path("policy").asText(),
                    tree.path("uid").asText(),
                    parts,
                    statements,
                    reverted(tree));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            throw new CallFailed(
                    Reason.CheckFailed,
                    "What was kept of the bucket cannot be understood (" + e.getMessage()
                            + "). Repair the record, or put the bucket back by hand.",
                    e);
        }
    }

    private static @Nullable Reverted reverted(JsonNode tree) {
        var at = tree.path("revertedAt");
        return at.isMissingNode()
                ? null
                : new Reverted(
                        Instant.parse(at.asText()), tree.path("revertedFor").asText());
    }

    /**
     * Several facets of one bucket that are put back together: of a setting that more than one of them has kept, the oldest
     * value counts, since what the others found was written by us already.
     */
    public static Map<String, Kept> together(Map<String, Kept> byFacet) {
        var oldest = new EnumMap<Part, JsonNode>(Part.class);
        byFacet.values().stream()
                .sorted(Comparator.comparing(Kept::at))
                .forEach(kept -> kept.parts().forEach(oldest::putIfAbsent));
        var together = new LinkedHashMap<String, Kept>();
        byFacet.forEach((facet, kept) -> {
            var parts = new EnumMap<Part, JsonNode>(Part.class);
            kept.parts().keySet().forEach(part -> parts.put(part, oldest.get(part)));
            together.put(
                    facet, new Kept(kept.at(), kept.policy(), kept.uid(), parts, kept.statements(), kept.reverted()));
        });
        return together;
    }
}
