package io.bucketwarden.page;

import io.bucketwarden.insight.Insight;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Makes views, and shows the same one to all who may see the same for some seconds: a large fleet takes a moment. */
final class Views {

    private static final Duration KEPT = Duration.ofSeconds(3);
    private static final Duration MOMENT_KEPT = Duration.ofSeconds(2);

    /** Each may take some megabytes. */
    private static final int ROOM = 3;

    private final Supplier<Insight> source;
    private final ShortMemory<Boolean, Insight> moments;
    private final ShortMemory<Sight, View> views;

    Views(Supplier<Insight> source, InstantSource clock) {
        this.source = source;
        this.moments = new ShortMemory<>(1, clock);
        this.views = new ShortMemory<>(ROOM, clock);
    }

    /** What the operator knows, not older than a few seconds. */
    synchronized Insight moment() {
        return moments.get(true).orElseGet(() -> moments.keep(true, source.get(), MOMENT_KEPT));
    }

    synchronized View view(Insight moment, Sight sight) {
        return views.get(sight).orElseGet(() -> views.keep(sight, View.of(moment, sight), KEPT));
    }
}
