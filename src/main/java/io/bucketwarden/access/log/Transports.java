package io.bucketwarden.access.log;

import io.bucketwarden.access.Transport;
import java.util.Locale;

/** How a request came, by the fields of its line about TLS. */
final class Transports {

    private static final int PLACES = 64;

    private final ByteCache<Transport> versions = new ByteCache<>(PLACES, Transports::ofVersion);

    Transport of(LogLine line) {
        if (!line.isWhole()) {
            return Transport.UNKNOWN;
        }
        if (!line.tellsNone(Field.TLS_VERSION)) {
            return line.of(Field.TLS_VERSION, versions);
        }
        if (!line.tellsNone(Field.CIPHER_SUITE)) {
            return Transport.TLS_UNKNOWN;
        }
        // What came from nowhere, as of S3 itself, has no cipher suite whatever its way was.
        return line.count() > Field.CIPHER_SUITE && !line.tellsNone(Field.REMOTE_IP)
                ? Transport.PLAIN_HTTP
                : Transport.UNKNOWN;
    }

    /** AWS writes them in either case. */
    private static Transport ofVersion(String version) {
        return switch (version.toLowerCase(Locale.ROOT)) {
            case "tlsv1", "tlsv1.0" -> Transport.TLS_1_0;
            case "tlsv1.1" -> Transport.TLS_1_1;
            case "tlsv1.2" -> Transport.TLS_1_2;
            case "tlsv1.3" -> Transport.TLS_1_3;
            default -> Transport.TLS_UNKNOWN;
        };
    }
}
