package io.bucketwarden.tracking;

import java.util.Map;

record Impacts(Map<String, String> sections) {
    static final Impacts NONE = new Impacts(Map.of());

    static Impacts of(Map<String, String> sections) {
        return NONE;
    }
}
