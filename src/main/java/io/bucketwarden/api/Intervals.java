package io.bucketwarden.api;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as Kubernetes users write them: {@code 90s}, {@code 10m}, {@code 1h30m}. */
public final class Intervals {

    private static final Pattern SHAPE = Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?(?:(\\d{1,6})s)?");

    private Intervals() {}

    /**
     * Reads hours, minutes and seconds, in that order, each at most once.
     *
     * @throws IllegalArgumentException when the text has another shape
     */
    public static Duration parse(String text) {
        var match = SHAPE.matcher(text);
        if (text.isEmpty() || !match.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a duration; write hours, minutes and seconds such as 10m, 90s or 1h30m");
        }
        return Duration.ofHours(number(match.group(1)))
                .plusMinutes(number(match.group(2)))
                .plusSeconds(number(match.group(3)));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
