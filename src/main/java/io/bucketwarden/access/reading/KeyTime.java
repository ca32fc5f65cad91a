package io.bucketwarden.access.reading;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as they are written in keys, in UTC. */
final class KeyTime {

    /** After all times that four digits tell for the year. */
    static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private static final Pattern LOG_NAME =
            Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})-(\\d{2})-(\\d{2})-(\\d{2})-[0-9A-Za-z]{1,64}");
    private static final Pattern TRAIL_NAME = Pattern.compile(
            "\\d{12}_CloudTrail_[a-z0-9-]{1,40}_(\\d{4})(\\d{2})(\\d{2})T(\\d{2})(\\d{2})Z_[0-9A-Za-z]{1,64}\\.json(\\.gz)?");
    private static final Pattern DAY = Pattern.compile("(\\d{4})/(\\d{2})/(\\d{2})/");

    private static final DateTimeFormatter STAMP = formatter("uuuu-MM-dd-HH-mm-ss");
    private static final DateTimeFormatter FOLDER = formatter("uuuu/MM/dd/");
    private static final DateTimeFormatter TRAIL_STAMP = formatter("uuuuMMdd'T'HHmm");

    private KeyTime() {}

    /** That of {@code 2026-11-29-06-12-32-0123456789ABCDEF}. */
    static Optional<Instant> ofLog(String name) {
        return of(LOG_NAME.matcher(name));
    }

    /** That of {@code 123456789012_CloudTrail_eu-central-1_20261129T0610Z_0123456789abcdef.json.gz}. */
    static Optional<Instant> ofTrail(String name) {
        return of(TRAIL_NAME.matcher(name));
    }

    /** The start of the day of {@code 2026/11/29/}. */
    static Optional<Instant> ofFolder(String folder) {
        var day = DAY.matcher(folder);
        if (!day.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(number(day, 1), number(day, 2), number(day, 3))
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> of(Matcher name) {
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                            number(name, 1),
                            number(name, 2),
                            number(name, 3),
                            number(name, 4),
                            number(name, 5),
                            name.pattern() == LOG_NAME ? number(name, 6) : 0)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String stamp(Instant time) {
        return STAMP.format(time);
    }

    static String folder(Instant time) {
        return FOLDER.format(time);
    }

    static String trailStamp(Instant time) {
        return TRAIL_STAMP.format(time);
    }

    static Instant day(Instant time) {
        return time.truncatedTo(ChronoUnit.DAYS);
    }

    /** Within what keys can tell. */
    static Instant writable(Instant time) {
        return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
    }

    private static int number(Matcher name, int group) {
        return Integer.parseInt(name.group(group));
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
