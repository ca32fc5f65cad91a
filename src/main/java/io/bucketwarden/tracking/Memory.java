package io.bucketwarden.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.CallFailed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a bucket beside what people read: texts by name, each of which its owner understands. Packed into
 * one text for the status.
 */
record Memory(Map<String, String> sections) {

    static final Memory NOTHING = new Memory(Map.of());

    /** So that a text that somebody else put there cannot fill the heap. */
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    Memory {
        sections = Map.copyOf(sections);
    }

    /**
     * Reads what {@link #pack} wrote; nothing for null.
     *
     * @throws CallFailed when it cannot be understood, so that nobody starts over by mistake
     */
    static Memory unpack(@Nullable String packed) {
        if (packed == null) {
            return NOTHING;
        }
        try (var in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw unreadable("it is larger than anything that the operator writes");
            }
            return new Memory(JSON.readValue(new String(bytes, StandardCharsets.UTF_8), TEXTS));
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    String pack() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(JSON.writeValueAsString(new TreeMap<>(sections)).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    Optional<String> section(String name) {
        return Optional.ofNullable(sections.get(name));
    }

    /** What to say of a memory that cannot be used. */
    static CallFailed unreadable(String why) {
        return new CallFailed(
                Reason.MemoryUnreadable,
                "What was remembered of the bucket cannot be understood, so nothing is read: " + why
                        + ". If a newer operator wrote it, run that one again. Else delete this S3BucketAccess; learning then"
                        + " begins anew from the logs that are there.");
    }
}
