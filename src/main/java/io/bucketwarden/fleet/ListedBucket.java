package io.bucketwarden.fleet;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One bucket as the listing of its account shows it.
 *
 * @param region null where the server names none
 * @param tags null while nobody asked for them, or when they could not be read
 * @param tagsUnread why the tags could not be read, for people; null when they were, or when nobody asked
 */
public record ListedBucket(
        String name,
        @Nullable String region,
        @Nullable Map<String, String> tags,
        @Nullable String tagsUnread) {

    public ListedBucket(String name, @Nullable String region) {
        this(name, region, null, null);
    }
}
