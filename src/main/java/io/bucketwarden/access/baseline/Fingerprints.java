package io.bucketwarden.access.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Fingerprints of who was seen, each with the day on which that was last, in bounded memory. What is in it was put in; what
 * was put in may have been dropped, the oldest day first. Not to be used by several threads at once.
 */
final class Fingerprints {

    /** Flags add up: what is known once stays known. */
    static final int LEARNED = 1;

    static final int OUTSIDE_NETWORKS = 2;
    static final int OUTSIDE_ACCOUNTS = 4;
    static final int ACKNOWLEDGED = 8;

    /** What one takes when it is stored. */
    static final int STORED_BYTES = Long.BYTES + Short.BYTES + Byte.BYTES;

    private static final int SMALLEST_TABLE = 64;
    private static final int MAX_DAY = 0xFFFF;

    private final int capacity;
    // 0 is an empty slot.
    private long[] slots;
    private short[] days;
    private byte[] flags;
    private int size;
    private int oldest;
    private long dropped;

    /** @param capacity how many are kept */
    Fingerprints(int capacity) {
        this.capacity = capacity;
        slots = new long[SMALLEST_TABLE];
        days = new short[SMALLEST_TABLE];
        flags = new byte[SMALLEST_TABLE];
    }

    /** The same ones in other memory; nothing of it was dropped yet. */
    Fingerprints copy() {
        var copy = new Fingerprints(capacity);
        copy.slots = slots.clone();
        copy.days = days.clone();
        copy.flags = flags.clone();
        copy.size = size;
        copy.oldest = oldest;
        return copy;
    }

    int size() {
        return size;
    }

    int capacity() {
        return capacity;
    }

    /** How many had no room, or were dropped for others, since this was made. */
    long dropped() {
        return dropped;
    }

    boolean contains(long print) {
        return slots[slot(print)] != 0;
    }

    /** 0 for what is not there, too. */
    int flags(long print) {
        return flags[slot(print)] & 0xFF;
    }

    /** @param day in days since 1970-01-01; of two, the later counts */
    void add(long print, long day, int more) {
        var clamped = Math.clamp(day, 0, MAX_DAY);
        var slot = slot(print);
        if (slots[slot] == 0) {
            if (size >= capacity && !makeRoom(clamped)) {
                dropped++;
                return;
            }
            if ((size + 1) * 3 > slots.length * 2) {
                rebuild(slots.length * 2, 0, 0);
            }
            slot = slot(print);
            slots[slot] = nonZero(print);
            oldest = Math.min(oldest, clamped);
            size++;
        }
        days[slot] = (short) Math.max(days[slot] & MAX_DAY, clamped);
        flags[slot] |= (byte) more;
    }

    void remove(long print) {
        var slot = slot(print);
        if (slots[slot] == 0) {
            return;
        }
        size--;
        var mask = slots.length - 1;
        // What comes after it in the same run moves up, so that it is found from its home without a gap.
        for (int next = (slot + 1) & mask; slots[next] != 0; next = (next + 1) & mask) {
            var home = home(slots[next], mask);
            if (((next - home) & mask) >= ((next - slot) & mask)) {
                move(next, slot);
                slot = next;
            }
        }
        slots[slot] = 0;
        days[slot] = 0;
        flags[slot] = 0;
    }

    /** Those that were last seen before that day are no more. */
    void forgetBefore(long day) {
        if (day > 0) {
            rebuild(slots.length, (int) Math.min(day, MAX_DAY), 0);
        }
    }

    /** Takes these flags from all. */
    void clear(int which) {
        for (int i = 0; i < flags.length; i++) {
            flags[i] &= (byte) ~which;
        }
    }

    /** How many have none of these flags. */
    int without(int which) {
        var count = 0;
        for (int i = 0; i < slots.length; i++) {
            count += slots[i] != 0 && (flags[i] & which) == 0 ? 1 : 0;
        }
        return count;
    }

    /** Takes one after the other, in no order that means anything. */
    interface Each {
        void accept(long print, int day, int flags);
    }

    void each(Each each) {
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != 0) {
                each.accept(slots[i], days[i] & MAX_DAY, flags[i] & 0xFF);
            }
        }
    }

    void write(DataOutput out) throws IOException {
        var sorted = new long[size];
        var count = 0;
        for (var print : slots) {
            if (print != 0) {
                sorted[count++] = print;
            }
        }
        Arrays.sort(sorted);
        out.writeInt(size);
        for (var print : sorted) {
            var slot = slot(print);
            out.writeLong(print);
            out.writeShort(days[slot]);
            out.writeByte(flags[slot]);
        }
    }

    /** @throws IOException when there are more than have room, or less than it says */
    static Fingerprints read(DataInput in, int capacity) throws IOException {
        var count = in.readInt();
        if (count < 0 || count > capacity) {
            throw new IOException(count + " fingerprints where at most " + capacity + " have room");
        }
        var result = new Fingerprints(capacity);
        for (int i = 0; i < count; i++) {
            result.add(in.readLong(), in.readUnsignedShort(), in.readUnsignedByte());
        }
        return result;
    }

    /**
     * Drops of the oldest day, if it is before this one, an eighth of all at most: who has been seen since stays known, and
     * of one day those that came first.
     */
    private boolean makeRoom(int day) {
        if (day <= oldest) {
            return false;
        }
        oldest = MAX_DAY;
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != 0) {
                oldest = Math.min(oldest, days[i] & MAX_DAY);
            }
        }
        if (day <= oldest) {
            return false;
        }
        var before = size;
        rebuild(slots.length, oldest + 1, Math.max(1, capacity / 8));
        dropped += before - size;
        return true;
    }

    /** @param most of those before that day to leave out; 0 for all */
    private void rebuild(int length, int fromDay, int most) {
        var oldSlots = slots;
        var oldDays = days;
        var oldFlags = flags;
        slots = new long[length];
        days = new short[length];
        flags = new byte[length];
        size = 0;
        var left = 0;
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] == 0 || ((oldDays[i] & MAX_DAY) < fromDay && (most == 0 || left++ < most))) {
                continue;
            }
            var slot = slot(oldSlots[i]);
            slots[slot] = oldSlots[i];
            days[slot] = oldDays[i];
            flags[slot] = oldFlags[i];
            size++;
        }
    }

    private void move(int from, int to) {
        slots[to] = slots[from];
        days[to] = days[from];
        flags[to] = flags[from];
    }

    /** Where it is, or the empty slot where it would be. */
    private int slot(long print) {
        var wanted = nonZero(print);
        var mask = slots.length - 1;
        var slot = home(wanted, mask);
        while (slots[slot] != 0 && slots[slot] != wanted) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int home(long print, int mask) {
        return (int) (print >>> 32) & mask;
    }

    private static long nonZero(long print) {
        return print == 0 ? 1 : print;
    }
}
