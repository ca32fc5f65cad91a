package io.bucketwarden.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bucketwarden.events.Parsed.Changed;
import io.bucketwarden.events.Parsed.Other;
import io.bucketwarden.events.Parsed.Poison;
import java.util.Optional;
import java.util.Set;

/**
 * A message as EventBridge sends an event of CloudTrail: as it is, or with SNS around it.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">Event structure</a>
 */
public final class Envelope {

    /** The most that SQS takes. */
    static final int LARGEST = 1024 * 1024;

    /** Deeper than the document of any bucket policy. */
    private static final int DEEPEST = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LARGEST)
                            .maxNameLength(1_000)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String API_CALL = "AWS API Call via CloudTrail";
    private static final Set<String> SOURCES = Set.of("aws.s3", "aws.s3control", "aws.s3-control", "aws.s3express");

    private Envelope() {}

    /** What a message is; whatever it is, this throws nothing. */
    public static Parsed parse(String body) {
        try {
            var event = event(body);
            return event.isPresent() ? event(event.get()) : new Other("a message of SNS about the subscription itself");
        } catch (MalformedMessage e) {
            return new Poison(String.valueOf(e.getMessage()));
        }
    }

    /** The event that a message brings; empty for one of SNS about itself. */
    private static Optional<Fields> event(String body) throws MalformedMessage {
        var message = read(body);
        if (!message.object().has("Type") || message.object().has("detail-type")) {
            return Optional.of(message);
        }
        return "Notification".equals(message.rawText("Type"))
                ? Optional.of(read(message.required("Message", LARGEST)))
                : Optional.empty();
    }

    /** The record of a call to S3 that a message brings; empty for all else. */
    static Optional<Fields> record(String body) throws MalformedMessage {
        var event = event(body);
        return event.isPresent() && whyNoCall(event.get()).isEmpty()
                ? Optional.of(event.get().in("detail"))
                : Optional.empty();
    }

    private static Fields read(String json) throws MalformedMessage {
        if (json.length() > LARGEST) {
            throw new MalformedMessage("longer than " + LARGEST + " characters");
        }
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new MalformedMessage("not JSON, cut off, or nested too deeply");
        }
        if (!root.isObject()) {
            throw new MalformedMessage("not a JSON object");
        }
        return new Fields(root, "");
    }

    private static Parsed event(Fields envelope) throws MalformedMessage {
        var none = whyNoCall(envelope);
        if (none.isPresent()) {
            return new Other(none.get());
        }
        var call = new ApiCall(envelope.in("detail"), envelope.text("account", ApiCall.ID));
        var why = call.whyNoChange();
        return why.isPresent() ? new Other(why.get()) : new Changed(call.event());
    }

    private static Optional<String> whyNoCall(Fields envelope) throws MalformedMessage {
        var type = envelope.rawText("detail-type");
        if (type == null) {
            return Optional.of("not an event of EventBridge");
        }
        if (!API_CALL.equals(type)) {
            return Optional.of("an event of EventBridge with another detail-type than \"" + API_CALL + "\"");
        }
        return SOURCES.contains(String.valueOf(envelope.rawText("source")))
                ? Optional.empty()
                : Optional.of("an API call to another service than S3");
    }
}
