package io.bucketwarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SealTest {

    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T08:00:00Z"));
    private final Seal seal = new Seal(now::get);

    @Test
    void what_is_sealed_is_opened_by_the_same_process_and_by_no_other() {
        var sealed = seal.sealed(TOKEN);

        assertThat(seal.opened(sealed)).contains(TOKEN);
        assertThat(new Seal(now::get).opened(sealed)).isEmpty();
    }

    @Test
    void it_never_looks_the_same() {
        assertThat(seal.sealed(TOKEN)).isNotEqualTo(seal.sealed(TOKEN));
    }

    @Test
    void after_twelve_hours_it_is_over() {
        var sealed = seal.sealed(TOKEN);

        now.updateAndGet(time -> time.plus(Seal.VALID).minus(Duration.ofMillis(1)));
        assertThat(seal.opened(sealed)).contains(TOKEN);
        now.updateAndGet(time -> time.plusMillis(1));
        assertThat(seal.opened(sealed)).isEmpty();
    }

    @Test
    void whatever_was_changed_is_nothing() {
        var bytes = Base64.getUrlDecoder().decode(seal.sealed(TOKEN));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
            assertThat(seal.opened(Base64.getUrlEncoder().encodeToString(bytes)))
                    .as("byte %d", i)
                    .isEmpty();
            bytes[i] ^= 1;
        }
        for (var text : new String[] {"", "a", "everything", "!", "x".repeat(4_000), "ä"}) {
            assertThat(seal.opened(text)).as(text).isEmpty();
        }
    }

    /** Browsers keep 4,096 bytes of name and value. */
    @Test
    void the_longest_token_fits_into_a_cookie() {
        assertThat(Token.HTTPS_COOKIE + seal.sealed("x".repeat(Token.LONGEST_IN_COOKIE)))
                .hasSizeLessThanOrEqualTo(4_096);
    }
}
