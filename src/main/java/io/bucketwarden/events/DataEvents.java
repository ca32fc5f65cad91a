package io.bucketwarden.events;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.cloudtrail.TrailRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages that bring data events of S3, as a trail that logs them has EventBridge send them. */
public final class DataEvents {

    /**
     * What a message tells of.
     *
     * @param id CloudTrail's {@code eventID}, the same in every copy
     * @param requests one, or of a copy between buckets one to each
     */
    public record Event(String id, List<Access> requests) {

        public Event {
            requests = List.copyOf(requests);
        }
    }

    private static final class All implements AccessSink {

        private final List<Access> requests = new ArrayList<>();

        @Override
        public void accept(Access told) {
            requests.add(told);
        }

        @Override
        public void unreadable(Fault fault) {
            // Whoever asks learns that there is none.
        }
    }

    private DataEvents() {}

    /** The requests that a message tells of; empty for every other message, which {@link Envelope#parse} explains. */
    public static Optional<Event> parse(String body) {
        try {
            var detail = Envelope.record(body);
            if (detail.isEmpty() || !detail.get().object().isObject()) {
                return Optional.empty();
            }
            var told = TrailRecord.of(detail.get().object());
            if (!told.isDataEvent() || told.id().isEmpty()) {
                return Optional.empty();
            }
            var all = new All();
            told.tell(all);
            return all.requests.isEmpty() ? Optional.empty() : Optional.of(new Event(told.id(), all.requests));
        } catch (MalformedMessage e) {
            return Optional.empty();
        }
    }
}
