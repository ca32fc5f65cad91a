package io.bucketwarden.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** The content of an object of a log, whether it is stored plain or as gzip. A byte that was read may be put back. */
public final class Unpacked extends PushbackInputStream {

    static final int MAGIC_1 = 0x1F;
    static final int MAGIC_2 = 0x8B;

    private Unpacked(InputStream unpacked) {
        super(unpacked);
    }

    /**
     * The content, unpacked once if its first bytes say that it is gzip; itself, if it is unpacked. Damage surfaces as a
     * {@link DamagedContentException} once all that is good was read; other errors of the content's stream pass through.
     *
     * @param content stays the caller's to close
     */
    public static Unpacked of(InputStream content) throws IOException {
        if (content instanceof Unpacked unpacked) {
            return unpacked;
        }
        var first = content.readNBytes(2);
        var whole = new PushbackInputStream(content, 2);
        whole.unread(first);
        return new Unpacked(
                first.length == 2 && (first[0] & 0xFF) == MAGIC_1 && (first[1] & 0xFF) == MAGIC_2
                        ? new GzipMembers(whole)
                        : whole);
    }
}
