package io.bucketwarden.access.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was made of a text, so that it is not made again each time. Each text has one place, where the last one stays:
 * what is forgotten is made anew, so that nothing but time depends on what is kept. Long texts are not kept.
 */
final class ByteCache<V> {

    private static final int LONGEST_KEY = 512;

    private static final class Entry<V> {

        private final byte[] key;
        private final V value;

        Entry(byte[] key, V value) {
            this.key = key;
            this.value = value;
        }

        boolean isOf(byte[] bytes, int from, int to) {
            return Arrays.equals(key, 0, key.length, bytes, from, to);
        }
    }

    private final @Nullable Entry<V>[] entries;
    private final Function<String, V> maker;

    /**
     * An empty one.
     *
     * @param places a power of two
     * @param maker of the text decoded as UTF-8
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    ByteCache(int places, Function<String, V> maker) {
        this.entries = new Entry[places];
        this.maker = maker;
    }

    V get(byte[] bytes, int from, int to) {
        if (to - from > LONGEST_KEY) {
            return make(bytes, from, to);
        }
        int place = Bytes.hash(bytes, from, to) & (entries.length - 1);
        var entry = entries[place];
        if (entry == null || !entry.isOf(bytes, from, to)) {
            entry = new Entry<>(Arrays.copyOfRange(bytes, from, to), make(bytes, from, to));
            entries[place] = entry;
        }
        return entry.value;
    }

    private V make(byte[] bytes, int from, int to) {
        return maker.apply(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
}
