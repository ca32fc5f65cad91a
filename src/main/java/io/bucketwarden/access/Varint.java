package io.bucketwarden.access;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Numbers in as few bytes as they need, seven bits in each. Statuses hold them, so what is written once stays readable. */
public final class Varint {

    private static final int BITS = 7;
    private static final int MORE = 0x80;

    private Varint() {}

    public static void write(DataOutput out, long value) throws IOException {
        var rest = value;
        while ((rest & -MORE) != 0) {
            out.writeByte((int) (rest & 0x7F) | MORE);
            rest >>>= BITS;
        }
        out.writeByte((int) rest);
    }

    public static long read(DataInput in) throws IOException {
        var value = 0L;
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            var next = in.readByte();
            value |= (long) (next & 0x7F) << shift;
            if ((next & MORE) == 0) {
                return value;
            }
        }
        throw new IOException("a number is too long");
    }

    /** Small ones in few bytes, whichever sign they have. */
    public static void writeSigned(DataOutput out, int value) throws IOException {
        write(out, Integer.toUnsignedLong((value << 1) ^ (value >> 31)));
    }

    /** Reads what {@link #writeSigned} wrote. */
    public static int readSigned(DataInput in) throws IOException {
        var read = read(in);
        if (read >>> Integer.SIZE != 0) {
            throw new IOException("a number is too large");
        }
        return (int) (read >>> 1) ^ -(int) (read & 1);
    }
}
