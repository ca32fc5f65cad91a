package io.bucketwarden.tracking;

import io.bucketwarden.api.S3BucketAccess;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A glance at each bucket that is tracked, as it was kept last. */
final class Glances {

    private final Map<Tracked.Key, Glance> all = new ConcurrentHashMap<>();

    void keep(Tracked tracked, S3BucketAccess access) {
        Glance.of(access).ifPresent(glance -> all.put(tracked.key(), glance));
    }

    void keepOnly(Set<Tracked.Key> tracked) {
        all.keySet().retainAll(tracked);
    }

    Collection<Glance> all() {
        return List.copyOf(all.values());
    }
}
