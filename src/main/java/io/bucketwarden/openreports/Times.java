package io.bucketwarden.openreports;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/**
 * Since when each result is what it is. What a status does not tell, such as since when something matches, the report
 * before remembers, so that no time moves while nothing changes. Pure.
 *
 * @param before by subject, what the report said last
 */
record Times(Map<String, Stamp> before, Instant now) {

    /** @param seconds since 1970 */
    record Stamp(String result, long seconds) {}

    long since(FacetResult result) {
        if (result.since() != null) {
            try {
                return Instant.parse(result.since()).getEpochSecond();
            } catch (DateTimeException _) {
                // Somebody wrote it into a status; it tells nothing.
            }
        }
        var stamp = before.get(result.subject());
        return stamp != null && stamp.result().equals(result.grade().word()) ? stamp.seconds() : now.getEpochSecond();
    }
}
