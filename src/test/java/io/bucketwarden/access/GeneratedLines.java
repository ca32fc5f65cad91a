package io.bucketwarden.access;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/** Lines as S3 writes them, of 27 fields. */
final class GeneratedLines {

    private static final DateTimeFormatter KEY_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss");
    private static final DateTimeFormatter LINE_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH);
    private static final String OWNER = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";
    private static final String HEX = "0123456789ABCDEF";
    private static final String BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int REQUEST_ID = 16;
    private static final int HOST_ID = 75;

    private final String start;
    private final String end;
    private final Random random;
    private long timeOf = -1;
    private String time = "";

    GeneratedLines(String bucket, Random random) {
        this.start = OWNER + " " + bucket + " [";
        this.end = " " + bucket + ".s3.eu-west-1.amazonaws.com ";
        this.random = random;
    }

    static String timeOfKey(Instant time) {
        return KEY_TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    /** One line with its end. */
    void append(StringBuilder to, long second, GeneratedCallers.Caller who) {
        if (second != timeOf) {
            timeOf = second;
            time = LINE_TIME.format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC));
        }
        to.append(start).append(time).append("] ").append(who.ip()).append(' ').append(who.requester());
        if (who.isRole()) {
            to.append(GeneratedCallers.session(random));
        }
        letters(to.append(' '), HEX, REQUEST_ID);
        request(to, who);
        to.append(" \"-\" \"").append(who.userAgent()).append("\" - ");
        letters(to, BASE_64, HOST_ID);
        boolean isSigned = !who.isStranger() && !who.isS3();
        to.append(isSigned ? "= SigV4 " : "= - ")
                .append(who.tls().equals("-") ? "-" : "ECDHE-RSA-AES128-GCM-SHA256")
                .append(isSigned ? " AuthHeader" : " -")
                .append(end)
                .append(who.tls())
                .append(who.isStranger() ? " - Yes" : " - -")
                .append(" eu-west-1\n");
    }

    private void request(StringBuilder to, GeneratedCallers.Caller who) {
        int kind = random.nextInt(100);
        int size = 1 << (6 + random.nextInt(20));
        int day = 1 + random.nextInt(28);
        int part = random.nextInt(100_000);
        if (who.isS3()) {
            to.append(" S3.EXPIRE.OBJECT tmp/part-")
                    .append(part)
                    .append(" \"-\" - - - ")
                    .append(size)
                    .append(" - -");
        } else if (who.isStranger()) {
            to.append(" REST.GET.BUCKET - \"GET /?list-type=2&prefix=")
                    .append(part)
                    .append(" HTTP/1.1\" 403 AccessDenied 243 - 7 -");
        } else if (kind < 8) {
            to.append(" REST.GET.BUCKET - \"GET /?list-type=2&prefix=events%2Fdt%3D2026-02-")
                    .append(day)
                    .append("&encoding-type=url HTTP/1.1\" 200 - 5321 - 24 23");
        } else if (kind < 70) {
            key(to.append(" REST.GET.OBJECT "), day, part).append(" \"GET /");
            key(to, day, part)
                    .append(" HTTP/1.1\" 206 - ")
                    .append(size)
                    .append(' ')
                    .append(2L * size)
                    .append(" 31 12");
        } else if (kind < 75) {
            key(to.append(" REST.HEAD.OBJECT "), day, part).append(" \"HEAD /");
            key(to, day, part).append(" HTTP/1.1\" 404 NoSuchKey 292 - 9 -");
        } else if (kind < 97) {
            key(to.append(" REST.PUT.OBJECT "), day, part).append(" \"PUT /");
            key(to, day, part).append(" HTTP/1.1\" 200 - - ").append(size).append(" 48 11");
        } else {
            key(to.append(" REST.DELETE.OBJECT "), day, part).append(" \"DELETE /");
            key(to, day, part).append(" HTTP/1.1\" 204 - - ").append(size).append(" 15 -");
        }
    }

    private static StringBuilder key(StringBuilder to, int day, int part) {
        return to.append("events/dt%253D2026-02-")
                .append(day)
                .append("/part-")
                .append(part)
                .append(".snappy.parquet");
    }

    private void letters(StringBuilder to, String alphabet, int count) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            if (i % 10 == 0) {
                bits = random.nextLong();
            }
            to.append(alphabet.charAt((int) (bits & (alphabet.length() - 1))));
            bits >>>= 6;
        }
    }
}
