package io.bucketwarden.access.reading;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.TreeMap;

/** A store that lists like S3: by key, and all that is there at that moment. */
final class InMemory implements LogStore {

    private final TreeMap<String, LogObject> objects = new TreeMap<>();
    private int listed;

    LogObject put(String key, Instant modified) {
        return put(key, 100, modified);
    }

    LogObject put(String key, long size, Instant modified) {
        var object = new LogObject(key, size, modified);
        objects.put(key, object);
        return object;
    }

    void delete(String key) {
        objects.remove(key);
    }

    /** How many objects were handed out by listings. */
    int listed() {
        return listed;
    }

    @Override
    public Iterator<LogObject> list(String prefix, String startAfter) {
        var from = startAfter.compareTo(prefix) < 0 ? prefix : startAfter;
        return objects.tailMap(from, !from.equals(startAfter)).values().stream()
                .takeWhile(object -> object.key().startsWith(prefix))
                .peek(_ -> listed++)
                .iterator();
    }

    @Override
    public InputStream open(LogObject object) throws GoneException {
        if (!objects.containsKey(object.key())) {
            throw new GoneException(object.key());
        }
        return new ByteArrayInputStream(new byte[0]);
    }
}
