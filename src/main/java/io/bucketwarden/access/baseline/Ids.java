package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Accessor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids by which people acknowledge accessors: the same for the same accessor, whatever the bucket and the version. */
final class Ids {

    private static final int BYTES = 8;

    private Ids() {}

    /** 16 digits and letters a to f. */
    static String of(Accessor accessor) {
        // A name holds no such separator, since it is printable.
        var text = accessor.principal() + '\0' + accessor.application() + '\0' + accessor.network();
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
