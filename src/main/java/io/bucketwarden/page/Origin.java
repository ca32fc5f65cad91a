package io.bucketwarden.page;

import com.sun.net.httpserver.Headers;
import java.util.Locale;

/** Where a request comes from, as far as a browser tells; a page of somebody else cannot make it tell otherwise. */
record Origin(Headers headers) {

    /**
     * Whether a form of our own was sent. Browsers tell so by {@code Sec-Fetch-Site} where they trust the connection: by
     * https, or at localhost. Older ones name the origin.
     */
    boolean isOwn() {
        var site = headers.getFirst("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        var origin = headers.getFirst("Origin");
        var host = headers.getFirst("Host");
        return origin != null
                && host != null
                && (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host));
    }

    /** What a proxy says. It is believed only where that makes things stricter. */
    boolean isHttps() {
        var scheme = headers.getFirst("X-Forwarded-Proto");
        return scheme != null && scheme.strip().toLowerCase(Locale.ROOT).startsWith("https");
    }
}
