package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Accessor;
import java.security.SecureRandom;

/**
 * Key of the fingerprints of one baseline. Who does not know it cannot find two names with the same fingerprint, or a name
 * that is taken for one that is known.
 *
 * @see <a href="https://www.aumasson.jp/siphash/siphash.pdf">SipHash</a>
 */
public record FingerprintKey(long first, long second) {

    private static final int PRINCIPAL = 1;
    private static final int APPLICATION = 2;
    private static final int ACCESSOR = 3;

    public static FingerprintKey random() {
        var random = new SecureRandom();
        return new FingerprintKey(random.nextLong(), random.nextLong());
    }

    /** What is known of one accessor by fingerprint: its principal, what that one uses, and from where. */
    record Prints(long principal, long application, long accessor) {}

    Prints prints(Accessor who) {
        return new Prints(principal(who.principal()), application(who), accessor(who));
    }

    long principal(String name) {
        return sip(PRINCIPAL, name, "", "");
    }

    long application(Accessor who) {
        return sip(APPLICATION, who.principal(), who.application(), "");
    }

    long accessor(Accessor who) {
        return sip(ACCESSOR, who.principal(), who.application(), who.network());
    }

    /** SipHash-2-4 of the kind and the texts, each with its length before it. */
    private long sip(int kind, String one, String two, String three) {
        var state = new State(first, second);
        state.word(kind);
        text(state, one);
        text(state, two);
        text(state, three);
        return state.end();
    }

    private static void text(State state, String text) {
        var length = text.length();
        state.word(length);
        var word = 0L;
        for (int i = 0; i < length; i++) {
            word = word << Character.SIZE | text.charAt(i);
            if ((i & 3) == 3 || i == length - 1) {
                state.word(word);
                word = 0;
            }
        }
    }

    private static final class State {

        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long k0, long k1) {
            v0 = k0 ^ 0x736f6d6570736575L;
            v1 = k1 ^ 0x646f72616e646f6dL;
            v2 = k0 ^ 0x6c7967656e657261L;
            v3 = k1 ^ 0x7465646279746573L;
        }

        void word(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long end() {
            v2 ^= 0xff;
            for (int i = 0; i < 4; i++) {
                round();
            }
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
