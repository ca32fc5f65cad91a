package io.bucketwarden.access.log;

import java.util.Random;

/** Lines of any kind that S3 may write, with anything in the fields of clients. */
final class RandomLines {

    private static final String[] ODD = {
        "\"",
        " ",
        "\" \"",
        "-",
        "\\",
        "\\\"",
        " 200 - ",
        "\" 200 - 1 1 1 1 \"",
        "\u0000",
        "é",
        "😀",
        "\u001b[2J",
        "TLSv1",
        "\" - h SigV4 C A h TLSv1.1",
        "[",
        "]",
        "\t",
        "%22",
        "\ufffd",
        "x"
    };
    private static final String[] REQUESTERS = {
        "-",
        "arn:aws:iam::000000000001:user/ann",
        "svc:cloudtrail.amazonaws.com",
        "AmazonS3",
        "arn:aws:sts::000000000001:assumed-role/app/s",
        "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"
    };
    private static final String[] VERSIONS = {"-", "TLSv1", "TLSV1.1", "TLSv1.2", "TLSv1.3", "TLSv9"};
    private static final String[] IPS = {"-", "192.0.2.3", "2001:db8::7", "10.1.2.3"};
    private static final String[] OPERATIONS = {"REST.GET.OBJECT", "REST.PUT.OBJECT", "BATCH.DELETE.OBJECT", "S3.X.Y"};

    private RandomLines() {}

    static LineText next(Random random) {
        var line = LineText.read()
                .with(Field.REQUESTER, one(random, REQUESTERS))
                .with(Field.REMOTE_IP, one(random, IPS))
                .with(Field.OPERATION, one(random, OPERATIONS))
                .with(Field.KEY, random.nextInt(4) == 0 ? "-" : "k" + random.nextInt(100))
                .with(Field.STATUS, random.nextInt(9) == 0 ? "-" : "" + (100 + random.nextInt(500)))
                .with(Field.ERROR_CODE, random.nextBoolean() ? "-" : "NoSuchKey")
                .with(Field.BYTES_SENT, random.nextBoolean() ? "-" : "" + random.nextInt(1 << 30))
                .with(Field.OBJECT_SIZE, random.nextBoolean() ? "-" : "" + random.nextLong(1L << 42))
                .with(Field.CIPHER_SUITE, random.nextBoolean() ? "-" : "TLS_AES_128_GCM_SHA256")
                .with(Field.TLS_VERSION, one(random, VERSIONS));
        if (random.nextInt(8) == 0) {
            line = line.withoutRequest();
        } else {
            line = line.with(Field.REQUEST_URI, "GET /" + odd(random).replace(" ", "%20") + " HTTP/1.1")
                    .with(Field.REFERER, random.nextBoolean() ? "-" : odd(random))
                    .with(Field.USER_AGENT, odd(random));
        }
        return random.nextInt(4) == 0 ? line.withFields(18 + random.nextInt(14)) : line;
    }

    private static String odd(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(one(random, ODD));
        }
        return text.toString();
    }

    private static String one(Random random, String[] of) {
        return of[random.nextInt(of.length)];
    }
}
