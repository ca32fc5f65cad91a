package io.bucketwarden.operator;

import io.bucketwarden.access.Access;
import io.bucketwarden.events.DataEvents;
import io.bucketwarden.events.Envelope;
import io.bucketwarden.events.Parsed;
import io.bucketwarden.events.SeenIds;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the messages of all queues, each event once, and counts what became of them. */
final class Messages implements Consumer<String> {

    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

    private final SeenIds seen;

    /** There can be far more of these than of changes, which must not be forgotten for them. */
    private final SeenIds seenRequests;

    private final Intake intake;
    private final Consumer<String> count;
    private volatile Predicate<Access> requests = request -> false;

    /** @param count is told for each message what became of it */
    Messages(SeenIds seen, SeenIds seenRequests, Intake intake, Consumer<String> count) {
        this.seen = seen;
        this.seenRequests = seenRequests;
        this.intake = intake;
        this.count = count;
    }

    /** @param wanted is told each request once, and says whether anybody wants to know of it; must not wait for anything */
    void tellRequests(Predicate<Access> wanted) {
        requests = wanted;
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
                        var request = DataEvents.parse(body);
                        if (request.isPresent()) {
                            yield tell(request.get());
                        }
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

    private String tell(DataEvents.Event request) {
        if (!seenRequests.isNew(request.id())) {
            return "duplicate";
        }
        var isWanted = false;
        try {
            for (var access : request.requests()) {
                isWanted |= requests.test(access);
            }
        } finally {
            if (!isWanted) {
                seenRequests.forget(request.id());
            }
        }
        return isWanted ? "accessed" : "other";
    }
}
