package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Varint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * What of a baseline people do not read, as text: its version, a full stop, and in Base64 its bytes with their CRC-32 at
 * the end.
 */
final class Section {

    private static final String VERSION = "1";
    private static final int TOLD_READS = 1;
    private static final int TOLD_DELETES = 2;

    private Section() {}

    /**
     * What was in it.
     *
     * @param letIn by the id of an accessor, when it was let in; where that is not when it was first seen
     * @param check of the accessors that belong to it
     */
    record Memory(
            FingerprintKey key,
            long learningSince,
            long declared,
            boolean saturated,
            Parts.LastTold told,
            long check,
            Map<String, Long> letIn,
            Fingerprints principals,
            Fingerprints applications,
            Fingerprints accessors,
            Bursts bursts) {}

    /** The same for the same accessors, and for hardly any others. */
    static long check(Collection<Seen> all) {
        var sum = 0L;
        for (var seen : all) {
            sum += HexFormat.fromHexDigitsToLong(seen.id()) * 31 + seen.requests() + seen.last();
        }
        return sum;
    }

    static String encode(Parts parts) {
        try {
            var bytes = new ByteArrayOutputStream();
            write(parts, new DataOutputStream(bytes));
            new DataOutputStream(bytes).writeInt(crc(bytes.toByteArray(), bytes.size()));
            return VERSION + "." + Base64.getEncoder().withoutPadding().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Memory decode(String text) {
        var stop = text.indexOf('.');
        var version = text.substring(0, Math.max(0, stop));
        if (!version.equals(VERSION)) {
            throw new UnreadableBaseline(
                    version.matches("[0-9]{1,4}")
                            ? "it has format " + version + ", and this version of the operator knows format " + VERSION
                                    + ": install the version that wrote it"
                            : "it does not begin with its version");
        }
        try {
            var bytes = Base64.getDecoder().decode(text.substring(stop + 1));
            var length = bytes.length - Integer.BYTES;
            if (length < 0 || ByteBuffer.wrap(bytes).getInt(length) != crc(bytes, length)) {
                throw new UnreadableBaseline("it is damaged (its checksum is another)");
            }
            var in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
            var memory = read(in);
            if (in.available() > 0) {
                throw new UnreadableBaseline("it is damaged (there is more than it should hold)");
            }
            return memory;
        } catch (IllegalArgumentException | IOException e) {
            throw new UnreadableBaseline("it is damaged (" + AlertText.name(e.getMessage() + "") + ")", e);
        }
    }

    private static void write(Parts parts, DataOutputStream out) throws IOException {
        out.writeLong(parts.key().first());
        out.writeLong(parts.key().second());
        out.writeLong(parts.learningSince());
        out.writeLong(parts.declared());
        out.writeBoolean(parts.saturated());
        out.writeLong(parts.told().anonymous());
        out.writeLong(parts.told().networks());
        out.writeLong(parts.told().accounts());
        out.writeLong(check(parts.seen().values()));
        var others = parts.seen().values().stream()
                .filter(seen -> seen.letIn() != seen.first())
                .sorted(Comparator.comparing(Seen::id))
                .toList();
        out.writeInt(others.size());
        for (var seen : others) {
            out.writeLong(HexFormat.fromHexDigitsToLong(seen.id()));
            out.writeLong(seen.letIn());
        }
        parts.principals().write(out);
        parts.applications().write(out);
        parts.accessors().write(out);
        write(parts.bursts(), out);
    }

    private static void write(Bursts bursts, DataOutputStream out) throws IOException {
        out.writeInt(bursts.hours().size());
        for (var entry : bursts.sortedHours()) {
            var done = entry.getValue();
            out.writeLong(entry.getKey().principal());
            Varint.write(out, entry.getKey().hour());
            Varint.write(out, done.reads());
            Varint.write(out, done.deletes());
            out.writeByte((done.toldReads() ? TOLD_READS : 0) | (done.toldDeletes() ? TOLD_DELETES : 0));
        }
        out.writeInt(bursts.peaks().size());
        for (var entry : new TreeMap<>(bursts.peaks()).entrySet()) {
            var peak = entry.getValue();
            out.writeLong(entry.getKey());
            Varint.write(out, peak.reads());
            Varint.write(out, peak.deletes());
            Varint.write(out, peak.toldReads());
            Varint.write(out, peak.toldDeletes());
            Varint.write(out, peak.day());
        }
    }

    private static Memory read(DataInputStream in) throws IOException {
        var key = new FingerprintKey(in.readLong(), in.readLong());
        var since = in.readLong();
        var declared = in.readLong();
        var saturated = in.readBoolean();
        var told = new Parts.LastTold(in.readLong(), in.readLong(), in.readLong());
        var check = in.readLong();
        var letIn = new HashMap<String, Long>();
        for (int i = in.readInt(); i > 0; i--) {
            letIn.put(HexFormat.of().toHexDigits(in.readLong()), in.readLong());
        }
        return new Memory(
                key,
                since,
                declared,
                saturated,
                told,
                check,
                letIn,
                Fingerprints.read(in, Capacity.PRINCIPALS),
                Fingerprints.read(in, Capacity.APPLICATIONS),
                Fingerprints.read(in, Capacity.ACCESSORS),
                bursts(in));
    }

    private static Bursts bursts(DataInputStream in) throws IOException {
        var hours = new HashMap<Bursts.Hour, Bursts.Done>();
        for (int i = in.readInt(); i > 0; i--) {
            var hour = new Bursts.Hour(in.readLong(), Varint.read(in));
            var reads = Varint.read(in);
            var deletes = Varint.read(in);
            var flags = in.readUnsignedByte();
            hours.put(hour, new Bursts.Done(reads, deletes, (flags & TOLD_READS) != 0, (flags & TOLD_DELETES) != 0));
        }
        var peaks = new HashMap<Long, Bursts.Peak>();
        for (int i = in.readInt(); i > 0; i--) {
            peaks.put(
                    in.readLong(),
                    new Bursts.Peak(
                            Varint.read(in), Varint.read(in), Varint.read(in), Varint.read(in), Varint.read(in)));
        }
        return new Bursts(hours, peaks);
    }

    private static int crc(byte[] bytes, int length) {
        var crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
