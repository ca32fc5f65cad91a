package io.bucketwarden.conformance;

import java.util.function.Consumer;

/**
 * What AWS does, played on buckets of its own.
 *
 * @param facet which it is about
 * @param expects in one sentence
 * @param buckets how many it makes at most
 * @param opens whether it lets everybody into an empty bucket for a moment
 */
record Scenario(String name, String facet, String expects, int buckets, boolean opens, Consumer<Room> play) {

    static Scenario of(String name, String facet, String expects, Consumer<Room> play) {
        return new Scenario(name, facet, expects, 1, false, play);
    }

    static Scenario ofNone(String name, String facet, String expects, Consumer<Room> play) {
        return new Scenario(name, facet, expects, 0, false, play);
    }

    static Scenario ofTwo(String name, String facet, String expects, Consumer<Room> play) {
        return new Scenario(name, facet, expects, 2, false, play);
    }

    static Scenario open(String name, String facet, String expects, Consumer<Room> play) {
        return new Scenario(name, facet, expects, 1, true, play);
    }
}
