package io.bucketwarden.access.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at text of one byte per character, eight of them at a time. */
final class Bytes {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private Bytes() {}

    /** Where that byte is first in {@code from} until {@code to}; -1 if nowhere. */
    static int indexOf(byte[] bytes, char wanted, int from, int to) {
        int i = from;
        long pattern = wanted * ONES;
        for (int last = to - Long.BYTES; i <= last; i += Long.BYTES) {
            long other = (long) EIGHT.get(bytes, i) ^ pattern;
            long zero = (other - ONES) & ~other & HIGH_BITS;
            if (zero != 0) {
                return i + (Long.numberOfTrailingZeros(zero) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Where that byte is last in {@code from} until {@code to}; -1 if nowhere. */
    static int lastIndexOf(byte[] bytes, char wanted, int from, int to) {
        int i = to;
        long pattern = wanted * ONES;
        while (i - Long.BYTES >= from && !contains((long) EIGHT.get(bytes, i - Long.BYTES) ^ pattern)) {
            i -= Long.BYTES;
        }
        do {
            i--;
        } while (i >= from && bytes[i] != wanted);
        return i >= from ? i : -1;
    }

    private static boolean contains(long other) {
        return ((other - ONES) & ~other & HIGH_BITS) != 0;
    }

    static int hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int i = from;
        for (int last = to - Long.BYTES; i <= last; i += Long.BYTES) {
            hash = (hash ^ (long) EIGHT.get(bytes, i)) * MIX;
            hash ^= hash >>> 32;
        }
        for (; i < to; i++) {
            hash = (hash ^ bytes[i]) * MIX;
        }
        return (int) (hash ^ (hash >>> 32));
    }
}
