package io.bucketwarden.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names for long texts: nobody finds two texts with the same one where they are of 16 bytes or more. */
public final class Sha256 {

    private Sha256() {}

    /** The first bytes of the hash of a text, as digits and letters a to f, two for each byte. */
    public static String hex(String text, int bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
