package io.bucketwarden.aws;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that drops what was not used for longest when it grows beyond its limit. */
final class LatestUsed<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int limit;

    LatestUsed(int limit) {
        super(16, 0.75f, true);
        this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > limit;
    }
}
