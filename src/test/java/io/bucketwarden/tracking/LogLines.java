package io.bucketwarden.tracking;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Lines as S3 writes them into an access log. */
public final class LogLines {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter KEY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss").withZone(ZoneOffset.UTC);

    private LogLines() {}

    public static String line(
            String bucket, Instant at, String ip, String requester, String operation, int status, String ua) {
        return "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be %s [%s] %s %s 3E57427F3EXAMPLE %s a/b.txt"
                        .formatted(bucket, TIME.format(at), ip, requester, operation)
                + " \"GET /a/b.txt HTTP/1.1\" %d %s 10 10 7 6 \"-\" \"%s\" -"
                        .formatted(status, status < 400 ? "-" : "AccessDenied", ua)
                + " s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234="
                + " SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader " + bucket
                + ".s3.us-east-1.amazonaws.com TLSv1.2 - -\n";
    }

    /** A role's session reads an object. */
    public static String read(String bucket, Instant at, String ip, String role) {
        return line(
                bucket,
                at,
                ip,
                "arn:aws:sts::123456789012:assumed-role/" + role + "/session-7",
                "REST.GET.OBJECT",
                200,
                "aws-sdk-java/2.54.14 Linux/6.1");
    }

    /** A key without partitions. */
    public static String key(String prefix, Instant delivered, String unique) {
        return prefix + KEY.format(delivered) + "-" + unique;
    }
}
