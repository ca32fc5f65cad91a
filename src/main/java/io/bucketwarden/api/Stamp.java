package io.bucketwarden.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A moment as the resource writes it: RFC 3339 in UTC, to the second. */
public final class Stamp {

    private Stamp() {}

    public static String of(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Empty for what is no moment: a status is read as it stands, whoever wrote it. */
    public static Optional<Instant> read(@Nullable String stamp) {
        try {
            return Optional.ofNullable(stamp).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
