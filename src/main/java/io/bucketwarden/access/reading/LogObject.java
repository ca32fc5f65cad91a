package io.bucketwarden.access.reading;

import java.time.Instant;

/**
 * One object of a log, as it is listed.
 *
 * @param size in bytes, as it is stored
 * @param modified when it was written, by the clock of the store
 */
public record LogObject(String key, long size, Instant modified) {}
