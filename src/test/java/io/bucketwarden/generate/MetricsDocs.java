package io.bucketwarden.generate;

import io.bucketwarden.telemetry.Family;
import io.bucketwarden.telemetry.Family.Kind;
import io.bucketwarden.telemetry.Label;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference of the metrics, made of what they are registered from. */
public final class MetricsDocs {

    /** What Micrometer measures of the JVM and its process, on Linux. */
    public static final List<String> PROCESS = List.of(
            "jvm_buffer_count_buffers",
            "jvm_buffer_memory_used_bytes",
            "jvm_buffer_total_capacity_bytes",
            "jvm_memory_committed_bytes",
            "jvm_memory_max_bytes",
            "jvm_memory_used_bytes",
            "jvm_threads_daemon_threads",
            "jvm_threads_live_threads",
            "jvm_threads_peak_threads",
            "jvm_threads_started_threads_total",
            "jvm_threads_states_threads",
            "process_cpu_time_ns_total",
            "process_cpu_usage",
            "process_files_max_files",
            "process_files_open_files",
            "process_start_time_seconds",
            "process_uptime_seconds",
            "system_cpu_count",
            "system_cpu_usage",
            "system_load_average_1m");

    private MetricsDocs() {}

    static String markdown() {
        return """
                # Metrics

                Generated from the code by `make generate`. What to make of them: [monitoring.md](monitoring.md).

                `/metrics` on the port of `--management-port` answers in the text format of Prometheus. A standby shows no series of policies and
                queues, and 0 buckets, so that sums over replicas count each once. Counters and times begin at 0 with the process, wherever all values
                of their labels are known beforehand, so that the first event shows as an increase. Where a meaning says "no series", the absence
                says something.

                | metric | type | unit | labels | meaning | a series ends |
                | --- | --- | --- | --- | --- | --- |
                """
                + Stream.of(Family.values()).map(MetricsDocs::rows).collect(Collectors.joining()) + """

                A histogram has `_bucket` (with the label `le`), `_sum` and `_count`; a summary `_sum` and `_count`, and no quantiles.

                ## Labels

                Where no values are listed, they are names of yours or of AWS.

                | label | of | values | meaning |
                | --- | --- | --- | --- |
                """ + labels()
                + """

                ## Of the process

                As [Micrometer](https://docs.micrometer.io/micrometer/reference/reference/jvm.html) measures them:
                """
                + PROCESS.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ", "", ".\n"));
    }

    private static String rows(Family family) {
        var own = row(family.exported(), type(family.kind()), family, family.help() + ".");
        return switch (family.kind()) {
            case Timer, Summary ->
                own + row(family.exported() + "_max", "gauge", family, "The largest of the last minutes of the above.");
            case Gauge, Counter -> own;
        };
    }

    private static String row(String name, String type, Family family, String meaning) {
        return "| `%s` | %s | %s | %s | %s | %s |%n"
                .formatted(
                        name,
                        type,
                        unit(name),
                        family.labels().stream()
                                .map(label -> "`" + label.name() + "`")
                                .collect(Collectors.joining(", ")),
                        meaning.replaceAll("(?<!`)(--[a-z-]+|spec\\.interval)(?!`)", "`$1`"),
                        family.lasts());
    }

    private static String labels() {
        var families = new LinkedHashMap<Label, String>();
        for (var family : Family.values()) {
            for (var label : family.labels()) {
                families.merge(label, "`" + family.exported() + "`", (one, other) -> one + ", " + other);
            }
        }
        return families.entrySet().stream()
                .map(of -> "| `%s` | %s | %s | %s |%n"
                        .formatted(
                                of.getKey().name(),
                                of.getValue(),
                                of.getKey().values().stream()
                                        .map(value -> "`" + value + "`")
                                        .collect(Collectors.joining(", ")),
                                of.getKey().meaning()))
                .collect(Collectors.joining());
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case Gauge -> "gauge";
            case Counter -> "counter";
            case Timer -> "histogram";
            case Summary -> "summary";
        };
    }

    private static String unit(String name) {
        if (name.endsWith("_timestamp_seconds")) {
            return "seconds, Unix time";
        }
        return name.contains("_seconds") ? "seconds" : "";
    }
}
