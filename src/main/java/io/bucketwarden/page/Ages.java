package io.bucketwarden.page;

import io.bucketwarden.report.Badge;
import io.bucketwarden.report.Html;
import io.bucketwarden.report.Words;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times together with how long ago that was. */
final class Ages {

    private Ages() {}

    static Html of(Instant at, Instant now) {
        return Html.of(Words.time(at), Html.tag("span", "under").of(ago(at, now)));
    }

    /** What is no time is shown as it is. */
    static Html of(@Nullable String at, Instant now) {
        return Words.instant(at).map(time -> of(time, now)).orElseGet(() -> Words.time(at));
    }

    static String ago(Instant at, Instant now) {
        return Words.lasted(Duration.between(at, now)) + " ago";
    }

    /** When a bucket was looked at. */
    static Html of(Checked checked, Instant now) {
        return checked.at() == null ? Html.tag("span", "quiet").of("not since the start") : of(checked.at(), now);
    }

    /** Marks what is not of now. */
    static Html mark(Checked checked) {
        return switch (checked.state()) {
            case FRESH -> Html.NONE;
            case OLD -> Badge.badge("unknown", "Out of date");
            case PAUSED -> Badge.badge("unknown", "Paused: as of before");
            case NEVER -> Badge.badge("unknown", "Not looked at yet");
        };
    }
}
