package io.bucketwarden.operator;

import io.bucketwarden.events.Envelope;
import io.bucketwarden.events.Parsed;
import io.bucketwarden.events.SeenIds;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the messages of all queues, each event once, and counts what became of them. */
final class Messages implements Consumer<String> {

    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

    private final SeenIds seen;
    private final Intake intake;
    private final Consumer<String> count;

    /** @param count is told for each message what became of it */
    Messages(SeenIds seen, Intake intake, Consumer<String> count) {
        this.seen = seen;
        this.intake = intake;
        this.count = count;
    }

    /** Throws when there is a bug, so that the message comes again. */
    @Override
    public void accept(String body) {
        count.accept(
                switch (Envelope.parse(body)) {
                    case Parsed.Poison(var why) -> {
                        LOG.warn("A message of the queue was dropped that cannot be understood: {}", why);
                        yield "poison";
                    }
                    case Parsed.Other(var why) -> {
                        LOG.debug("A message of the queue tells of no change: {}", why);
                        yield "other";
                    }
                    case Parsed.Changed(var event) -> {
                        if (!seen.isNew(event.id())) {
                            yield "duplicate";
                        }
                        try {
                            yield intake.hear(event).name();
                        } catch (RuntimeException | LinkageError | StackOverflowError e) {
                            seen.forget(event.id());
                            throw e;
                        }
                    }
                });
    }
}
