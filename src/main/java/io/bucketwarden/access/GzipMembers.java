package io.bucketwarden.access;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Gzip of one or several members. That of the JDK takes a stream that has nothing at hand for one that has ended, so the
 * members after the first could be missed on a slow connection. Whoever may write logs may make a gzip that unpacks for hours, so
 * what unpacks to much more than any log does is damaged.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">GZIP file format</a>
 */
final class GzipMembers extends InputStream {

    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 0x02;
    private static final int EXTRA = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;
    private static final int BUFFER = 64 * 1024;

    /** A request has an id of its own, so logs unpack to some five to twenty times their size. */
    private static final int MOST_TIMES = 100;

    /**
     * In bytes. Callers choose keys and headers, and so can have some minutes of a log unpack to more; nothing that AWS writes
     * is as large as this.
     */
    private static final long LARGE = 256 * 1024 * 1024;

    private final InputStream packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] single = new byte[1];
    private int at;
    private int filled;
    private long fetched;
    private long made;
    private boolean inMember;
    private boolean ended;

    GzipMembers(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember && !startMember()) {
                finish();
                return -1;
            }
            int unpacked = inflate(target, offset, count);
            if (unpacked > 0) {
                crc.update(target, offset, unpacked);
                made += unpacked;
                if (made > LARGE && made / MOST_TIMES > fetched) {
                    throw damaged("it unpacks to more than " + MOST_TIMES + " times its size, as no log does");
                }
                return unpacked;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw damaged("it asks for a dictionary");
            } else if (inflater.needsInput()) {
                feed();
            }
        }
        return -1;
    }

    /** What comes before the damage is given first: how much is read at a time must not decide what is told. */
    private int inflate(byte[] target, int offset, int count) throws IOException {
        long before = inflater.getBytesWritten();
        try {
            return inflater.inflate(target, offset, count);
        } catch (DataFormatException e) {
            int good = (int) (inflater.getBytesWritten() - before);
            if (good > 0) {
                return good;
            }
            throw damaged("its data is not as deflate writes it");
        }
    }

    private void feed() throws IOException {
        if (at == filled && !fill()) {
            throw damaged("it ends too early");
        }
        inflater.setInput(buffer, at, filled - at);
        at = filled;
    }

    private boolean startMember() throws IOException {
        int first = next();
        if (first < 0) {
            return false;
        }
        if (first != Unpacked.MAGIC_1 || needed() != Unpacked.MAGIC_2 || needed() != DEFLATE) {
            throw damaged("what follows is no gzip");
        }
        int flags = needed();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(needed() | (needed() << 8));
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        crc.reset();
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        at = filled - inflater.getRemaining();
        if (number() != crc.getValue() || number() != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw damaged("its checksum is another one");
        }
        inMember = false;
    }

    private long number() throws IOException {
        return needed() | (needed() << 8) | (needed() << 16) | ((long) needed() << 24);
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            needed();
        }
    }

    private void skipText() throws IOException {
        while (needed() != 0) {
            // its end is what counts
        }
    }

    private int needed() throws IOException {
        int next = next();
        if (next < 0) {
            throw damaged("it ends too early");
        }
        return next;
    }

    private int next() throws IOException {
        return at < filled || fill() ? buffer[at++] & 0xFF : -1;
    }

    private boolean fill() throws IOException {
        int read = packed.read(buffer, 0, buffer.length);
        at = 0;
        filled = Math.max(0, read);
        fetched += filled;
        return filled > 0;
    }

    private DamagedContentException damaged(String why) {
        finish();
        return new DamagedContentException("The gzip is damaged: " + why);
    }

    private void finish() {
        if (!ended) {
            ended = true;
            inflater.end();
        }
    }

    @Override
    public void close() {
        finish();
    }
}
