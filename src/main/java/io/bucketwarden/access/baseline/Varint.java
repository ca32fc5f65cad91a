package io.bucketwarden.access.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Numbers in as few bytes as they need, seven bits in each. */
final class Varint {

    private static final int BITS = 7;
    private static final int MORE = 0x80;

    private Varint() {}

    static void write(DataOutput out, long value) throws IOException {
        var rest = value;
        while ((rest & -MORE) != 0) {
            out.writeByte((int) (rest & 0x7F) | MORE);
            rest >>>= BITS;
        }
        out.writeByte((int) rest);
    }

    static long read(DataInput in) throws IOException {
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
}
