package io.bucketwarden.generate;

import static io.bucketwarden.generate.Panel.lines;
import static io.bucketwarden.generate.Panel.number;
import static io.bucketwarden.generate.Panel.query;
import static io.bucketwarden.generate.Panel.table;

import java.util.List;

/** How the operator works. */
final class WorkPanels {

    private static final String POLICIES = "{namespace=~\"$namespace\", name=~\"$policy\"}";
    private static final String OURS = " and on (job, instance) bucketwarden_build_info";

    private WorkPanels() {}

    static List<Panel> freshness() {
        return List.of(
                lines(
                        "Age of the last look",
                        "Of the policies that were looked at longest ago.",
                        "s",
                        query(
                                "topk(10, time() - max by (namespace, name) (bucketwarden_policy_last_check_timestamp_seconds"
                                        + POLICIES + "))",
                                "{{namespace}}/{{name}}")),
                lines(
                        "The same in intervals",
                        "More than three raise an alert.",
                        "short",
                        3,
                        query(
                                "topk(10, (time() - max by (namespace, name) (bucketwarden_policy_last_check_timestamp_seconds"
                                        + POLICIES
                                        + ")) / max by (namespace, name) (bucketwarden_policy_interval_seconds"
                                        + POLICIES + "))",
                                "{{namespace}}/{{name}}")),
                lines(
                        "Buckets to be looked at",
                        "Due and without a place, being looked at, and heard of. At a thousand heard of, nothing more is taken from the queues.",
                        "short",
                        query("sum(bucketwarden_looks_waiting)", "waiting"),
                        query("sum(bucketwarden_looks_running)", "running"),
                        query("sum(bucketwarden_changes_waiting)", "heard of")),
                lines(
                        "Looks",
                        "Looks at buckets.",
                        "ops",
                        query("sum(rate(bucketwarden_pass_reads_count[$__rate_interval]))", "looks")),
                lines(
                        "Reads of one look",
                        "On average, over an hour.",
                        "short",
                        query(
                                "sum(rate(bucketwarden_pass_reads_sum[1h])) / sum(rate(bucketwarden_pass_reads_count[1h]))",
                                "reads")));
    }

    static List<Panel> calls() {
        return List.of(
                lines(
                        "Calls by outcome",
                        "Calls to AWS that ended, each with all its tries.",
                        "ops",
                        query(
                                "sum by (outcome) (rate(bucketwarden_aws_requests_total[$__rate_interval]))",
                                "{{outcome}}")),
                lines(
                        "Calls by operation",
                        "The ten most frequent.",
                        "ops",
                        query(
                                "topk(10, sum by (operation) (rate(bucketwarden_aws_requests_total[$__rate_interval])))",
                                "{{operation}}")),
                lines(
                        "Throttled",
                        "Share of the calls that were throttled to the last try. More than a twentieth raises an alert.",
                        "percentunit",
                        0.05,
                        query(
                                "(sum(rate(bucketwarden_aws_requests_total{outcome=\"throttled\"}[15m])) or vector(0)) / sum(rate(bucketwarden_aws_requests_total[15m]))",
                                "throttled")),
                lines(
                        "Duration",
                        "With all tries, over five minutes; without waiting for messages of queues.",
                        "s",
                        query(
                                "histogram_quantile(0.5, sum by (le) (rate(bucketwarden_aws_request_duration_seconds_bucket{operation!=\"ReceiveMessage\"}[5m])))",
                                "half"),
                        query(
                                "histogram_quantile(0.95, sum by (le) (rate(bucketwarden_aws_request_duration_seconds_bucket{operation!=\"ReceiveMessage\"}[5m])))",
                                "95 of 100"),
                        query(
                                "histogram_quantile(0.99, sum by (le) (rate(bucketwarden_aws_request_duration_seconds_bucket{operation!=\"ReceiveMessage\"}[5m])))",
                                "99 of 100")),
                lines(
                        "Slowest calls",
                        "The longest of the last minutes, by operation.",
                        "s",
                        query(
                                "topk(10, max by (operation) (bucketwarden_aws_request_duration_seconds_max{operation!=\"ReceiveMessage\"}))",
                                "{{operation}}")),
                lines(
                        "Denied calls",
                        "By operation, in the shown interval.",
                        "short",
                        query(
                                "sum by (operation) (increase(bucketwarden_aws_requests_total{outcome=\"denied\"}[$__rate_interval]))",
                                "{{operation}}")));
    }

    static List<Panel> queues() {
        return List.of(
                number(
                        "Readable",
                        "1 for a queue that can be read, 0 for one that cannot.",
                        "short",
                        Steps.ONE_IS_GOOD,
                        "max by (queue) (bucketwarden_queue_reachable)",
                        "{{queue}}"),
                number(
                        "Since the last message",
                        "More than a day raises an alert.",
                        "s",
                        Steps.DAY,
                        "time() - max by (queue) (bucketwarden_queue_last_message_timestamp_seconds)",
                        "{{queue}}"),
                lines(
                        "Since the last answer",
                        "Of a queue, with messages or without; it is asked again at once, and answers within 20 seconds.",
                        "s",
                        60,
                        query(
                                "time() - max by (queue) (bucketwarden_queue_last_receive_timestamp_seconds)",
                                "{{queue}}")),
                lines(
                        "Messages",
                        "By what became of them.",
                        "ops",
                        query(
                                "sum by (result) (rate(bucketwarden_change_events_total[$__rate_interval]))",
                                "{{result}}")));
    }

    static List<Panel> access() {
        return List.of(
                number(
                        "Logs not read",
                        "Buckets that are tracked and of which nobody sees who uses them.",
                        "short",
                        Steps.NONE_IS_GOOD,
                        "sum(bucketwarden_access_reading{namespace=~\"$namespace\"} == bool 0)",
                        ""),
                number(
                        "New accessors",
                        "That nobody has acknowledged.",
                        "short",
                        Steps.NONE_IS_GOOD,
                        "sum(bucketwarden_access_unacknowledged{namespace=~\"$namespace\"})",
                        ""),
                lines(
                        "Told",
                        "Alerts of who uses buckets, by kind.",
                        "short",
                        query(
                                "sum by (kind) (increase(bucketwarden_access_alerts_total[$__rate_interval]))",
                                "{{kind}}")),
                lines(
                        "Requests read",
                        "From logs and events, and lines and records that have not the form of one.",
                        "ops",
                        query("sum(rate(bucketwarden_access_requests_total[$__rate_interval]))", "requests"),
                        query("sum(rate(bucketwarden_access_unreadable_total[$__rate_interval]))", "unreadable")),
                table(
                        "New accessors by bucket",
                        "As S3BucketAccess names it.",
                        "short",
                        Steps.NONE_IS_GOOD,
                        "topk(20, max by (namespace, name) (bucketwarden_access_unacknowledged{namespace=~\"$namespace\"}) > 0)"),
                table(
                        "Age of what was read",
                        "Since the latest request that was read. AWS delivers access logs within hours.",
                        "s",
                        Steps.DAY,
                        "topk(20, time() - max by (namespace, name) (bucketwarden_access_read_until_timestamp_seconds{namespace=~\"$namespace\"}))"));
    }

    static List<Panel> process() {
        return List.of(
                table(
                        "Replicas",
                        "1 for the one that leads, with the version that it runs.",
                        "short",
                        Steps.PLAIN,
                        "max by (instance, version) (bucketwarden_leader * on (job, instance) group_left (version) bucketwarden_build_info)"),
                table(
                        "Up for",
                        "Time since the process began.",
                        "s",
                        Steps.PLAIN,
                        "max by (instance) (process_uptime_seconds" + OURS + ")"),
                lines(
                        "Processor",
                        "Share of the processors of the machine or container.",
                        "percentunit",
                        query("max by (instance) (process_cpu_usage" + OURS + ")", "{{instance}}")),
                lines(
                        "Memory of the JVM",
                        "In use, by area.",
                        "bytes",
                        query("sum by (instance, area) (jvm_memory_used_bytes" + OURS + ")", "{{instance}} {{area}}")),
                lines(
                        "Threads",
                        "Of the platform; virtual ones do not count.",
                        "short",
                        query("max by (instance) (jvm_threads_live_threads" + OURS + ")", "{{instance}}")));
    }
}
