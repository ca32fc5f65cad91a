package io.bucketwarden.page;

import io.bucketwarden.text.Shortened;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request or a form, in bounds; of one that is there twice, the first counts. */
record Asked(Map<String, String> values) {

    private static final int MOST = 20;
    private static final int LONGEST = 20_000;

    static Asked of(@Nullable String query) {
        var values = new HashMap<String, String>();
        if (query != null) {
            for (var pair : query.split("&", MOST + 1)) {
                var at = pair.indexOf('=');
                if (at > 0 && values.size() < MOST) {
                    values.putIfAbsent(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)));
                }
            }
        }
        return new Asked(values);
    }

    /** The value, without space around it and not longer than that; empty when it was not given. */
    String text(String name, int longest) {
        return Shortened.to(values.getOrDefault(name, "").strip(), longest);
    }

    /** The value as it is, without space around it. */
    String whole(String name) {
        return values.getOrDefault(name, "").strip();
    }

    /** A whole number from 1 on; 1 for everything else. */
    int number(String name) {
        var text = whole(name);
        return text.matches("[1-9][0-9]{0,6}") ? Integer.parseInt(text) : 1;
    }

    /** The query with these names and values; those that are empty are left out. */
    static String link(String path, String... namesAndValues) {
        var link = new StringBuilder(path);
        var separator = '?';
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isEmpty()) {
                link.append(separator)
                        .append(namesAndValues[i])
                        .append('=')
                        .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
                separator = '&';
            }
        }
        return link.toString();
    }

    private static String decoded(String text) {
        try {
            return text.length() > LONGEST ? "" : URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
