package io.bucketwarden.generate;

import java.util.List;
import java.util.Map;

/** Values from which on a number of the dashboard has a colour; the first colour holds from the start. */
final class Steps {

    static final List<Map.Entry<Double, String>> PLAIN = List.of(Map.entry(0.0, "green"));
    static final List<Map.Entry<Double, String>> NONE_IS_GOOD = List.of(Map.entry(0.0, "green"), Map.entry(1.0, "red"));
    static final List<Map.Entry<Double, String>> SHARE =
            List.of(Map.entry(0.0, "red"), Map.entry(0.9, "orange"), Map.entry(1.0, "green"));
    static final List<Map.Entry<Double, String>> WEEK = List.of(Map.entry(0.0, "red"), Map.entry(604_800.0, "green"));
    static final List<Map.Entry<Double, String>> MINUTE = List.of(Map.entry(0.0, "green"), Map.entry(60.0, "red"));
    static final List<Map.Entry<Double, String>> ONE_IS_GOOD = List.of(Map.entry(0.0, "red"), Map.entry(1.0, "green"));
    static final List<Map.Entry<Double, String>> DAY = List.of(Map.entry(0.0, "green"), Map.entry(86_400.0, "red"));

    private Steps() {}
}
