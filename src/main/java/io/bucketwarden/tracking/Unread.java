package io.bucketwarden.tracking;

import io.bucketwarden.access.BoundedText;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.reading.LogObject;
import io.bucketwarden.api.Stamp;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A log object of which not all could be read, however often it is tried.
 *
 * @param written when it was
 * @param why to follow its name and a colon
 */
record Unread(Instant written, String key, String why) {

    /** Of a key of S3, in UTF-8. */
    static final int LONGEST_KEY = 1024;

    private static final int LONGEST_WHY = 300;
    private static final int PARTS = 3;

    Unread {
        key = BoundedText.of(key, LONGEST_KEY);
        why = BoundedText.of(why, LONGEST_WHY);
    }

    /** @param first why the first of them could not be read */
    static Unread of(LogObject object, long unreadable, Fault first) {
        var which = first == Fault.DAMAGED
                ? "its content"
                : unreadable == 1
                        ? "1 line or record"
                        : unreadable + " lines or records cannot be read, the first of which";
        return new Unread(object.modified(), object.key(), which + " " + words(first));
    }

    /**
     * What {@link #encode} wrote. Nothing is counted by it, so one that cannot be understood is none.
     *
     * @param text null for none
     */
    static @Nullable Unread parse(@Nullable String text) {
        var parts = text == null ? new String[0] : text.split("\n", PARTS);
        try {
            return parts.length < PARTS ? null : new Unread(Instant.parse(parts[0]), parts[1], parts[2]);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** No part has a line break, since all are printable. */
    String encode() {
        return written + "\n" + key + "\n" + why;
    }

    /** The one that was written later. */
    static @Nullable Unread newest(@Nullable Unread one, @Nullable Unread other) {
        return one == null || (other != null && !other.written.isBefore(one.written)) ? other : one;
    }

    boolean isWithin(int days, Instant now) {
        return !written.isBefore(now.minus(Duration.ofDays(days)));
    }

    String text() {
        return "The newest log object of which not all could be read, written at " + Stamp.of(written) + ", is " + key
                + ": " + why + ".";
    }

    private static String words(Fault fault) {
        return switch (fault) {
            case NOT_A_RECORD -> "has not the form of one";
            case TRUNCATED -> "ends too early";
            case TOO_LONG -> "is longer than any that AWS writes";
            case BAD_TIME -> "has a time of which this object cannot tell";
            case DAMAGED -> "breaks off, is damaged or unpacks to more than any log does";
        };
    }
}
