package io.bucketwarden.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Server access logs of a bucket in the shape of real ones: few callers make most requests, roles have many sessions,
 * strangers try and are refused, and what is delivered late is in a later object. The same seed makes the same logs.
 */
public final class GeneratedLogs {

    /** Of all lines those of one of so many are delivered late, with the next object but two. */
    private static final int LATE_ONE_OF = 200;

    private static final int BUFFER = 1 << 18;

    /**
     * What to make.
     *
     * @param lines of all objects together
     * @param accessors about how many different callers with application and network there are
     * @param objects into how many the lines are divided
     * @param from when the first request is made; there are so many in a second as the objects last
     * @param secondsPerObject how long the requests of one object take
     */
    public record Shape(
            String bucket, int lines, int accessors, int objects, boolean gzip, Instant from, int secondsPerObject) {

        public static Shape of(int lines, int accessors, int objects) {
            return new Shape("acme-data", lines, accessors, objects, false, Instant.parse("2026-02-06T00:00:00Z"), 300);
        }

        public Shape asGzip() {
            return new Shape(bucket, lines, accessors, objects, true, from, secondsPerObject);
        }
    }

    private final Shape shape;
    private final Random random;
    private final GeneratedCallers callers;
    private final StringBuilder line = new StringBuilder(1_024);
    private final StringBuilder late = new StringBuilder();
    private long bytes;

    private GeneratedLogs(Shape shape, long seed) {
        this.shape = shape;
        this.random = new Random(seed);
        this.callers = new GeneratedCallers(shape.accessors(), random);
    }

    /** Writes the objects as files below a folder, with the keys of a simple prefix; how many bytes they have unpacked. */
    public static long write(Path folder, Shape shape, long seed) throws IOException {
        return new GeneratedLogs(shape, seed).writeAll(folder);
    }

    private long writeAll(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int object = 0; object < shape.objects(); object++) {
            var from = shape.from().plusSeconds((long) object * shape.secondsPerObject());
            var delivered = from.plusSeconds(shape.secondsPerObject() + 1_800L + random.nextInt(1_800));
            var key = GeneratedLines.timeOfKey(delivered) + "-%016X".formatted(random.nextLong());
            try (var file = open(folder.resolve(key))) {
                writeObject(file, object, from);
            }
        }
        return bytes;
    }

    private OutputStream open(Path file) throws IOException {
        var plain = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        return shape.gzip() ? new GZIPOutputStream(plain, BUFFER) : plain;
    }

    private void writeObject(OutputStream to, int object, Instant from) throws IOException {
        int count = (int)
                ((object + 1L) * shape.lines() / shape.objects() - (long) object * shape.lines() / shape.objects());
        var lines = new GeneratedLines(shape.bucket(), random);
        boolean isLast = object == shape.objects() - 1;
        if (object % 3 == 2 || isLast) {
            write(to, late);
        }
        for (int i = 0; i < count; i++) {
            long second = from.getEpochSecond() + (long) i * shape.secondsPerObject() / count;
            line.setLength(0);
            lines.append(line, second, callers.next(random));
            if (!isLast && random.nextInt(LATE_ONE_OF) == 0) {
                late.append(line);
            } else {
                write(to, line);
            }
        }
    }

    private void write(OutputStream to, StringBuilder text) throws IOException {
        to.write(text.toString().getBytes(ISO_8859_1));
        bytes += text.length();
        text.setLength(0);
    }
}
