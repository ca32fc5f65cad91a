package io.bucketwarden.access.log;

import java.util.Arrays;
import java.util.List;

/** A line as S3 would write it, field by field. */
public final class LineText {

    private static final List<Integer> QUOTED = List.of(Field.REQUEST_URI, Field.REFERER, Field.USER_AGENT);

    private final String[] fields;
    private boolean withQuotes = true;

    private LineText(String[] fields) {
        this.fields = fields;
    }

    /** An object is read by a session of a role, over TLS 1.2. */
    static LineText read() {
        return new LineText(new String[] {
            "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be",
            "acme-data",
            "06/Feb/2026:00:00:38 +0000",
            "192.0.2.3",
            "arn:aws:sts::000000000001:assumed-role/app/i-0a1b2c3d4e5f",
            "3E57427F3EXAMPLE",
            "REST.GET.OBJECT",
            "photos/2026/puppy%2520one.jpg",
            "GET /photos/2026/puppy%20one.jpg HTTP/1.1",
            "200",
            "-",
            "2662992",
            "3462992",
            "70",
            "10",
            "-",
            "aws-cli/2.15.30 Python/3.11.8",
            "-",
            "s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234=",
            "SigV4",
            "ECDHE-RSA-AES128-GCM-SHA256",
            "AuthHeader",
            "acme-data.s3.eu-west-1.amazonaws.com",
            "TLSv1.2",
            "-",
            "-",
            "eu-west-1"
        });
    }

    LineText with(int field, String text) {
        var changed = fields.clone();
        changed[field] = text;
        var line = new LineText(changed);
        line.withQuotes = withQuotes;
        return line;
    }

    /** As older logs have it, or newer ones. */
    LineText withFields(int count) {
        var fewer = Arrays.copyOf(fields, count);
        Arrays.fill(fewer, Math.min(count, fields.length), count, "new");
        return new LineText(fewer);
    }

    /** With bare dashes for what was not sent, as a deletion of many objects is told. */
    LineText withoutRequest() {
        var line = with(Field.REQUEST_URI, "-").with(Field.REFERER, "-").with(Field.USER_AGENT, "-");
        line.withQuotes = false;
        return line;
    }

    String field(int field) {
        return fields[field];
    }

    int count() {
        return fields.length;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int i = 0; i < fields.length; i++) {
            text.append(i == 0 ? "" : " ");
            if (i == Field.TIME) {
                text.append('[').append(fields[i]).append(']');
            } else if (QUOTED.contains(i) && withQuotes) {
                text.append('"').append(fields[i]).append('"');
            } else {
                text.append(fields[i]);
            }
        }
        return text.toString();
    }
}
