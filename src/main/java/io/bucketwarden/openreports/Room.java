package io.bucketwarden.openreports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** As many results as a report has room for, in their order. The API server refuses an object of some 1.5 MiB. */
final class Room {

    static final int MAX_RESULTS = 1_000;

    /** As JSON, together. */
    static final int MAX_BYTES = 768 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Map<String, Object>> taken = new ArrayList<>();
    private int bytes;
    private boolean isFull;

    /** Nothing comes after one for which there was no room, so that what is left out is never graver than what is not. */
    boolean isFull() {
        return isFull;
    }

    void offer(Map<String, Object> result) {
        bytes += length(result) + 1;
        isFull = isFull || taken.size() == MAX_RESULTS || bytes > MAX_BYTES;
        if (!isFull) {
            taken.add(result);
        }
    }

    List<Map<String, Object>> taken() {
        return taken;
    }

    private static int length(Map<String, Object> result) {
        try {
            return JSON.writeValueAsBytes(result).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always JSON", e);
        }
    }
}
