package io.bucketwarden.fleet;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One bucket as the listing of its account shows it, and what was asked beyond.
 *
 * @param region null where the server names none and nobody asked
 * @param tags null while nobody asked for them, or when they could not be read
 * @param unread why something that was asked for could not be read; null when all was
 */
public record ListedBucket(
        String name,
        @Nullable String region,
        @Nullable Map<String, String> tags,
        @Nullable Problem unread) {

    public ListedBucket(String name, @Nullable String region) {
        this(name, region, null, null);
    }

    public ListedBucket in(String where) {
        return new ListedBucket(name, where, tags, unread);
    }

    public ListedBucket tagged(Map<String, String> with) {
        return new ListedBucket(name, region, with, null);
    }

    public ListedBucket unread(Problem why) {
        return new ListedBucket(name, region, tags, why);
    }
}
