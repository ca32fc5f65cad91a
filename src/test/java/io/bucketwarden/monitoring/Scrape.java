package io.bucketwarden.monitoring;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a scrape holds: each family with its type, and the values that its labels have. */
record Scrape(Map<String, Seen> families) {

    /** @param labels values by the name of the label; without those of a histogram */
    record Seen(String type, Map<String, Set<String>> labels) {}

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-z_0-9]+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    static Scrape of(String text) {
        var families = new TreeMap<String, Seen>();
        var names = new HashMap<String, String>();
        for (var line : text.lines().toList()) {
            var type = TYPE.matcher(line);
            var sample = SAMPLE.matcher(line);
            if (type.matches()) {
                var name = type.group(1);
                families.put(name, new Seen(type.group(2), new TreeMap<>()));
                for (var suffix : new String[] {"", "_bucket", "_sum", "_count"}) {
                    names.put(name + suffix, name);
                }
            } else if (sample.matches()) {
                var labels = families.get(names.get(sample.group(1))).labels();
                LABEL.matcher(sample.group(2) == null ? "" : sample.group(2))
                        .results()
                        .forEach(label -> {
                            if (!label.group(1).equals("le")) {
                                labels.computeIfAbsent(label.group(1), any -> new TreeSet<>())
                                        .add(label.group(2));
                            }
                        });
            }
        }
        return new Scrape(families);
    }
}
