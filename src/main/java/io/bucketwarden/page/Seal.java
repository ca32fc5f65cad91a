package io.bucketwarden.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Makes of a token what only this process can make a token of again. A browser sends a cookie to every port of a host,
 * so what is in it is read by other servers of localhost; sealed, it is of no use to them in the cluster.
 */
final class Seal {

    /** After that somebody signs in anew, also where their token lives longer. */
    static final Duration VALID = Duration.ofHours(12);

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BITS = 256;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;

    Seal(InstantSource clock) {
        this.clock = clock;
        try {
            var generator = KeyGenerator.getInstance("AES");
            generator.init(KEY_BITS);
            key = generator.generateKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }

    /** Letters, digits, - and _: a nonce, and the sealed end of its validity and token. */
    String sealed(String token) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var text = token.getBytes(StandardCharsets.UTF_8);
        var content = ByteBuffer.allocate(Long.BYTES + text.length)
                .putLong(clock.instant().plus(VALID).toEpochMilli())
                .put(text)
                .array();
        try {
            var secret = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(content);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ByteBuffer.allocate(nonce.length + secret.length)
                            .put(nonce)
                            .put(secret)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals everything", e);
        }
    }

    /** The token; empty where this process did not seal it, where it was changed, and where its time is over. */
    Optional<String> opened(String sealed) {
        try {
            var bytes = Base64.getUrlDecoder().decode(sealed);
            if (bytes.length < NONCE_BYTES + TAG_BITS / Byte.SIZE + Long.BYTES) {
                return Optional.empty();
            }
            var nonce = java.util.Arrays.copyOf(bytes, NONCE_BYTES);
            var content = ByteBuffer.wrap(
                    cipher(Cipher.DECRYPT_MODE, nonce).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES));
            var until = Instant.ofEpochMilli(content.getLong());
            return clock.instant().isBefore(until)
                    ? Optional.of(StandardCharsets.UTF_8.decode(content).toString())
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
