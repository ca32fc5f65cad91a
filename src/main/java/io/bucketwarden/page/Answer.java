package io.bucketwarden.page;

import io.bucketwarden.report.Html;
import java.util.HashMap;
import java.util.Map;

/** An answer to a request, without the headers that every one has. */
record Answer(int status, String type, String body, Map<String, String> headers) {

    static Answer html(int status, Html html) {
        return new Answer(status, "text/html; charset=utf-8", html.toString(), Map.of("Cache-Control", "no-store"));
    }

    static Answer asset(Assets.Asset asset) {
        return new Answer(200, asset.type(), asset.text(), Map.of("Cache-Control", "private, max-age=3600"));
    }

    /** Goes on to another page, which is asked for with GET. */
    static Answer seeOther(String path) {
        return new Answer(303, "text/plain; charset=utf-8", "", Map.of("Location", path, "Cache-Control", "no-store"));
    }

    Answer with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, body, Map.copyOf(more));
    }
}
