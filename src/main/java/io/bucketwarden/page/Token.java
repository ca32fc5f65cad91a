package io.bucketwarden.page;

import com.sun.net.httpserver.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A token of the cluster, as it comes with a request.
 *
 * @param text empty where the cookie is one that is not valid, or not any more
 * @param fromCookie whether it was signed in with here; else whoever asks sends it in a header
 */
record Token(String text, boolean fromCookie) {

    /** Of more, what is sealed does not fit into a cookie beside its name. */
    static final int LONGEST_IN_COOKIE = 3_000;

    static final String COOKIE = "bucketwarden-token";

    /** Browsers take such a cookie by https alone, and from no other host. */
    static final String HTTPS_COOKIE = "__Host-" + COOKIE;

    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 16_384;
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

    /** A header counts more than the cookie. */
    static Optional<Token> of(Headers headers, Seal seal) {
        var header = headers.getFirst("Authorization");
        if (header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.of(new Token(header.substring(SCHEME.length()).strip(), false));
        }
        var start = name(new Origin(headers).isHttps()) + "=";
        return headers.getOrDefault("Cookie", List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(";", -1)))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(start))
                .map(cookie -> cookie.substring(start.length()))
                .filter(text -> !text.isEmpty())
                .map(text -> new Token(seal.opened(text).orElse(""), true))
                .findFirst();
    }

    /** Whether it is made of what tokens are made of; nothing else is sent on or put into a header. */
    boolean isPossible() {
        return text.length() <= LONGEST && text.matches("[A-Za-z0-9._~+/-]+=*");
    }

    /** The cookie that keeps it until the browser is closed. Once by https, it is never sent without. */
    String cookie(boolean https, Seal seal) {
        return name(https) + "=" + seal.sealed(text) + ATTRIBUTES + (https ? "; Secure" : "");
    }

    /** The cookie that takes it away. */
    static String noCookie(boolean https) {
        return name(https) + "=; Max-Age=0" + ATTRIBUTES + (https ? "; Secure" : "");
    }

    private static String name(boolean https) {
        return https ? HTTPS_COOKIE : COOKIE;
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return "Token";
    }
}
