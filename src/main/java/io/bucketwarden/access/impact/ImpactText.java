package io.bucketwarden.access.impact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.BoundedText;
import io.bucketwarden.access.impact.Example.Seen;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An impact as it is kept: JSON, of arrays where there may be many. */
final class ImpactText {

    private static final int VERSION = 1;
    private static final int MAX_LENGTH = 2 * Impact.MAX_BYTES;

    /** Past the year 9999. */
    private static final long MAX_DAY = 3_000_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ImpactText() {}

    /** With as many names as there is room for. */
    static String of(Impact impact) {
        var counts = impact.counts();
        var text = of(impact, counts);
        while (text.getBytes(StandardCharsets.UTF_8).length > Impact.MAX_BYTES) {
            counts = counts.smaller();
            text = of(impact, counts);
        }
        return text;
    }

    private static String of(Impact impact, Counts counts) {
        var root = JSON.createObjectNode()
                .put("version", VERSION)
                .put("facet", impact.facet())
                .put("candidate", impact.fingerprint())
                .put("since", impact.since().toString())
                .put("undated", counts.undated);
        var days = root.putArray("days");
        counts.days.forEach((number, day) -> {
            var one = days.addArray()
                    .add(number)
                    .add(day.requests)
                    .add(day.denied)
                    .add(day.others);
            day.doubts.forEach((doubt, count) -> one.add(doubt.code()).add(count));
        });
        var principals = root.putArray("principals");
        counts.principals.forEach((principal, byDay) -> {
            var one = principals.addArray().add(principal);
            byDay.forEach((day, count) -> one.add(day).add(count));
        });
        var examples = root.putArray("examples");
        counts.examples.forEach((example, seen) -> examples.addArray()
                .add(example.principal())
                .add(example.where())
                .add(example.operation())
                .add(example.doubt() == null ? "" : example.doubt().code())
                .add(seen.count())
                .add(seen.first())
                .add(seen.last()));
        return root.toString();
    }

    static Impact parse(String section) {
        if (section.length() > MAX_LENGTH) {
            throw new UnreadableImpact("it is longer than anything that is written");
        }
        try {
            var root = JSON.readTree(section);
            var version = root.path("version").asInt();
            if (version != VERSION) {
                throw new UnreadableImpact("it is of version " + version + ", and " + VERSION + " is known");
            }
            return new Impact(
                    text(root.path("facet")),
                    text(root.path("candidate")),
                    Instant.parse(text(root.path("since"))),
                    counts(root));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            throw new UnreadableImpact(
                    e instanceof JsonProcessingException json
                            ? "it is no JSON: " + json.getOriginalMessage()
                            : String.valueOf(e.getMessage()),
                    e);
        }
    }

    private static Counts counts(JsonNode root) {
        var counts = new Counts();
        counts.undated = count(root.path("undated"));
        for (var day : array(root, "days", Counts.MAX_DAYS)) {
            counts.days.put(dayNumber(day.path(0)), day(day));
        }
        for (var principal : array(root, "principals", Counts.MAX_PRINCIPALS)) {
            var byDay = new TreeMap<Long, Long>();
            for (int i = 1; i < principal.size(); i += 2) {
                byDay.put(dayNumber(principal.path(i)), count(principal.path(i + 1)));
            }
            counts.principals.put(name(principal.path(0)), byDay);
        }
        for (var example : array(root, "examples", 2 * Counts.MAX_EXAMPLES)) {
            counts.examples.put(
                    new Example(
                            name(example.path(0)),
                            name(example.path(1)),
                            name(example.path(2)),
                            doubt(text(example.path(3)))),
                    new Seen(count(example.path(4)), second(example.path(5)), second(example.path(6))));
        }
        return counts;
    }

    private static Day day(JsonNode node) {
        var day = new Day();
        day.requests = count(node.path(1));
        day.denied = count(node.path(2));
        day.others = node.path(3).asBoolean();
        for (int i = 4; i < node.size(); i += 2) {
            day.doubt(Doubt.ofCode(text(node.path(i))), count(node.path(i + 1)));
        }
        return day;
    }

    private static @Nullable Doubt doubt(String name) {
        return name.isEmpty() ? null : Doubt.ofCode(name);
    }

    private static JsonNode array(JsonNode root, String name, int max) {
        var array = root.path(name);
        if (!array.isArray() || array.size() > max) {
            throw new UnreadableImpact(name + " are no list, or too many");
        }
        return array;
    }

    private static String name(JsonNode node) {
        return BoundedText.of(text(node), Accessor.MAX_PRINCIPAL);
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw new UnreadableImpact("a text is missing");
        }
        return node.asText();
    }

    private static long dayNumber(JsonNode node) {
        long day = number(node);
        if (Math.abs(day) > MAX_DAY) {
            throw new UnreadableImpact("a day is out of all range");
        }
        return day;
    }

    private static long second(JsonNode node) {
        long second = number(node);
        if (Math.abs(Counts.day(second)) > MAX_DAY) {
            throw new UnreadableImpact("a time is out of all range");
        }
        return second;
    }

    private static long count(JsonNode node) {
        long count = number(node);
        if (count < 0) {
            throw new UnreadableImpact("a count is below zero");
        }
        return count;
    }

    private static long number(JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new UnreadableImpact("a number is missing");
        }
        return node.asLong();
    }
}
