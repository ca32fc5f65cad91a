package io.bucketwarden.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queue of changes as it was last tried.
 *
 * @param readable whether that went well
 * @param received when it last answered, with messages or without; null for never
 * @param message when its last message came; null for never
 */
public record QueueSeen(
        String url,
        boolean readable,
        @Nullable Instant received,
        @Nullable Instant message) {}
