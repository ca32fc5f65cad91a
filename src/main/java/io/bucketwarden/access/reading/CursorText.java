package io.bucketwarden.access.reading;

import io.bucketwarden.access.Varint;
import io.bucketwarden.access.reading.Cursor.Bounds;
import io.bucketwarden.access.reading.Cursor.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** A cursor as text: its version, a dot, and in base64 its bounds, its entries and a checksum. */
final class CursorText {

    private static final String VERSION = "1.";
    private static final int CHECKSUM = Long.BYTES;

    /** Longer than any that is written, so that what is not a cursor is not unpacked. */
    private static final int LONGEST = 1_000_000;

    private CursorText() {}

    static String encode(Bounds bounds, List<Entry> entries) {
        var bytes = new ByteArrayOutputStream(entries.size() * Long.BYTES * 2);
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(bounds.low());
            out.writeLong(bounds.newest());
            out.writeLong(bounds.settled());
            out.writeInt(bounds.floor());
            out.writeInt(bounds.narrowed());
            out.writeBoolean(bounds.caughtUp());
            out.writeInt(entries.size());
            for (var entry : entries) {
                out.writeLong(entry.fingerprint());
            }
            // Only the times can be told in less, each by what it differs from the one before.
            try (var times = new DataOutputStream(new DeflaterOutputStream(bytes))) {
                int written = 0;
                for (var entry : entries) {
                    Varint.writeSigned(times, entry.written() - written);
                    written = entry.written();
                }
                for (var entry : entries) {
                    Varint.writeSigned(times, hourWritten(entry.written()) - entry.hour());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var content = bytes.toByteArray();
        var all = java.nio.ByteBuffer.allocate(content.length + CHECKSUM)
                .put(content)
                .putLong(checksum(content))
                .array();
        return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    static Cursor parse(String text) throws DamagedCursor {
        if (!text.startsWith(VERSION)) {
            throw new DamagedCursor(
                    text.matches("[0-9]{1,4}\\.[A-Za-z0-9_-]*")
                            ? "how far the log was read was written by a newer version ("
                                    + text.replaceFirst("\\..*", "") + "); this one understands 1"
                            : "how far the log was read is not written as it should be");
        }
        try {
            if (text.length() > LONGEST) {
                throw new IOException("too long");
            }
            var all = Base64.getUrlDecoder().decode(text.substring(VERSION.length()));
            if (all.length < CHECKSUM) {
                throw new IOException("too short");
            }
            var content = Arrays.copyOf(all, all.length - CHECKSUM);
            if (java.nio.ByteBuffer.wrap(all, content.length, CHECKSUM).getLong() != checksum(content)) {
                throw new IOException("checksum");
            }
            return read(content);
        } catch (IOException | IllegalArgumentException e) {
            throw new DamagedCursor("how far the log was read is damaged (" + e.getMessage() + ")", e);
        }
    }

    private static Cursor read(byte[] content) throws IOException {
        var bytes = new ByteArrayInputStream(content);
        try (var in = new DataInputStream(bytes)) {
            var bounds = new Bounds(
                    time(in.readLong()),
                    time(in.readLong()),
                    in.readLong(),
                    in.readInt(),
                    in.readInt(),
                    in.readBoolean());
            int size = in.readInt();
            if (size < 0 || size > Cursor.MOST) {
                throw new IOException("number of objects");
            }
            var fingerprints = new long[size];
            for (int i = 0; i < size; i++) {
                fingerprints[i] = in.readLong();
            }
            var entries = new ArrayList<Entry>(size);
            try (var times = new DataInputStream(new InflaterInputStream(bytes))) {
                var written = new int[size];
                for (int i = 0; i < size; i++) {
                    written[i] = (i == 0 ? 0 : written[i - 1]) + Varint.readSigned(times);
                }
                for (int i = 0; i < size; i++) {
                    entries.add(
                            new Entry(fingerprints[i], written[i], hourWritten(written[i]) - Varint.readSigned(times)));
                }
            }
            return Cursor.of(bounds, entries);
        }
    }

    private static long time(long second) throws IOException {
        if (second < 0 || second >= KeyTime.END.getEpochSecond()) {
            throw new IOException("time");
        }
        return second;
    }

    private static int hourWritten(int minute) {
        return minute / 60;
    }

    private static long checksum(byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }
}
