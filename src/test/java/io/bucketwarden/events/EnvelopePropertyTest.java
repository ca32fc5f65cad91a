package io.bucketwarden.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bucketwarden.events.Parsed.Changed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever may send to the queue may send anything. */
class EnvelopePropertyTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MUTANTS = 60;

    private static final List<String> VALUES = List.of(
            "null",
            "7",
            "1e400",
            "true",
            "[]",
            "{}",
            "[[[[1]]]]",
            "\"\"",
            "\"\\u0000\\ud800\\u202e\\n\"",
            "{\"a\":{\"b\":[null]}}",
            "\"" + "\ud83e\udea3".repeat(3000) + "\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"arn:aws:s3:::\"");

    static List<String> samples() {
        return Samples.names();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_cut_message_is_never_a_change_and_throws_nothing(String name) {
        var body = Samples.read(name).strip();

        for (int length = 0; length < body.length(); length += 7) {
            assertThat(Envelope.parse(body.substring(0, length))).isInstanceOf(Parsed.Poison.class);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void with_any_value_in_any_place_it_throws_nothing_and_keeps_its_bounds(String name)
            throws JsonProcessingException {
        var random = new Random(name.hashCode());

        for (int mutant = 0; mutant < MUTANTS; mutant++) {
            var message = JSON.readTree(Samples.read(name));
            var changes = 1 + random.nextInt(3);
            for (int change = 0; change < changes; change++) {
                replaceSomewhere(message, random);
            }
            assertBounded(Envelope.parse(message.toString()));
        }
    }

    @Test
    void noise_throws_nothing() {
        var random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            var body = new StringBuilder(Samples.read("put-bucket-acl"));
            for (int flip = 0; flip < 5; flip++) {
                body.setCharAt(random.nextInt(body.length()), (char) random.nextInt(0x10000));
            }
            assertBounded(Envelope.parse(body.toString()));
        }
    }

    private static void replaceSomewhere(JsonNode message, Random random) throws JsonProcessingException {
        var places = new ArrayList<JsonNode>();
        collect(message, places);
        var place = places.get(random.nextInt(places.size()));
        var value = JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
        switch (place) {
            case ObjectNode object
            when !object.isEmpty() -> {
                var names = new ArrayList<String>();
                object.fieldNames().forEachRemaining(names::add);
                object.set(names.get(random.nextInt(names.size())), value);
            }
            case ArrayNode list -> list.add(value);
            default -> {}
        }
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainerNode()) {
            places.add(node);
            node.forEach(child -> collect(child, places));
        }
    }

    private static void assertBounded(Parsed parsed) {
        if (!(parsed instanceof Changed(var event))) {
            return;
        }
        Stream.of(event.id(), event.name(), event.region(), event.account(), event.requestId(), event.errorCode())
                .forEach(text -> assertPrintable(text, 128));
        assertPrintable(event.bucket(), 63);
        assertThat(event.policy() == null ? "" : event.policy()).hasSizeLessThanOrEqualTo(20 * 1024);
        assertPrintable(event.actor().principal(), 2048);
        assertPrintable(event.actor().role(), 2048);
        assertPrintable(event.actor().sourceIp(), 256);
        assertPrintable(event.actor().userAgent(), 256);
    }

    private static void assertPrintable(String text, int longest) {
        if (text != null) {
            assertThat(text).hasSizeBetween(1, longest).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]");
        }
    }
}
