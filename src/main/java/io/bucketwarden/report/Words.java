package io.bucketwarden.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers and times, as people read them. */
public final class Words {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** As "1 bucket" or "2 buckets". */
    public static String count(long number, String one) {
        return count(number, one, one + "s");
    }

    public static String count(long number, String one, String many) {
        return number(number) + " " + (number == 1 ? one : many);
    }

    public static Optional<Instant> instant(@Nullable String time) {
        try {
            return time == null ? Optional.empty() : Optional.of(Instant.parse(time));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** To the minute; what is no time is shown as it is. */
    public static Html time(@Nullable String time) {
        return instant(time)
                .map(Words::time)
                .orElseGet(() -> time == null ? Html.tag("span", "quiet").of("not known") : Html.text(time));
    }

    public static Html time(Instant time) {
        return Html.tag("time").with("datetime", time).of(minute(time));
    }

    public static String minute(Instant time) {
        return MINUTE.format(time);
    }

    /** In its two largest units, such as "3 d 4 h". */
    public static String lasted(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d" + (time.toHoursPart() > 0 ? " " + time.toHoursPart() + " h" : "");
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h" + (time.toMinutesPart() > 0 ? " " + time.toMinutesPart() + " min" : "");
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : Math.max(0, time.toSeconds()) + " s";
    }
}
