package io.bucketwarden.events;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.cloudtrail.TrailRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages that bring data events of S3, as a trail that logs them has EventBridge send them. */
public final class DataEvents {

    /**
     * A request that a message tells of.
     *
     * @param id CloudTrail's {@code eventID}, the same in every copy
     */
    public record Told(String id, Access access) {}

    private static final class First implements AccessSink {

        private @Nullable Access access;

        @Override
        public void accept(Access told) {
            access = told;
        }

        @Override
        public void unreadable(Fault fault) {
            // Whoever asks learns that there is none.
        }
    }

    private DataEvents() {}

    /** The request that a message tells of; empty for every other message, which {@link Envelope#parse} explains. */
    public static Optional<Told> parse(String body) {
        try {
            var detail = Envelope.record(body);
            if (detail.isEmpty() || !detail.get().object().isObject()) {
                return Optional.empty();
            }
            var told = TrailRecord.of(detail.get().object());
            if (!told.isDataEvent() || told.id().isEmpty()) {
                return Optional.empty();
            }
            var first = new First();
            told.tell(first);
            return Optional.ofNullable(first.access).map(access -> new Told(told.id(), access));
        } catch (MalformedMessage e) {
            return Optional.empty();
        }
    }
}
