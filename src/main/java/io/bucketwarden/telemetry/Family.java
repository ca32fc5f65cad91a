package io.bucketwarden.telemetry;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.stream.IntStream;

/** Every family of series that is exported of our own. Nothing else is registered, so the reference made of these is whole. */
public enum Family {
    BUILD_INFO(
            "bucketwarden.build.info",
            Kind.Gauge,
            Lasts.PROCESS,
            "Always 1, on every replica: which version runs",
            Label.VERSION),
    LEADER("bucketwarden.leader", Kind.Gauge, Lasts.PROCESS, "1 while this replica acts, 0 while it is a standby"),

    POLICY_COMPLIANT(
            "bucketwarden.policy.compliant",
            Kind.Gauge,
            Lasts.POLICY,
            "1 if the buckets match, 0 if not; no series while that is unknown",
            Label.POLICY_NAMESPACE,
            Label.POLICY_NAME),
    POLICY_DRIFTS(
            "bucketwarden.policy.drifts",
            Kind.Gauge,
            Lasts.POLICY,
            "Differences found by the last check; none while no bucket could be judged",
            Label.POLICY_NAMESPACE,
            Label.POLICY_NAME),
    POLICY_LAST_CHECK(
            "bucketwarden.policy.last.check.timestamp.seconds",
            Kind.Gauge,
            Lasts.POLICY,
            "When a bucket of the policy was last looked at, Unix time; no series before this replica has done it",
            Label.POLICY_NAMESPACE,
            Label.POLICY_NAME),
    POLICY_INTERVAL(
            "bucketwarden.policy.interval.seconds",
            Kind.Gauge,
            Lasts.POLICY,
            "Time between two full checks: spec.interval, or --interval-floor where that is longer",
            Label.POLICY_NAMESPACE,
            Label.POLICY_NAME),
    POLICY_PAUSED(
            "bucketwarden.policy.paused",
            Kind.Gauge,
            Lasts.POLICY,
            "1 while the pause annotation is set",
            Label.POLICY_NAMESPACE,
            Label.POLICY_NAME),
    POLICY_CONDITION_SINCE(
            "bucketwarden.policy.condition.since.timestamp.seconds",
            Kind.Gauge,
            Lasts.CONDITION,
            "Since when a condition of the policy has its status, Unix time; one series for each condition that it has",
            Label.POLICY_NAMESPACE,
            Label.POLICY_NAME,
            Label.CONDITION,
            Label.STATUS,
            Label.REASON),
    EXEMPTION_END(
            "bucketwarden.exemption.end.timestamp.seconds",
            Kind.Gauge,
            Lasts.EXEMPTION,
            "When the exemption of a facet ends, or ended, Unix time",
            Label.POLICY_NAMESPACE,
            Label.POLICY_NAME,
            Label.FACET),

    BUCKETS(
            "bucketwarden.buckets",
            Kind.Gauge,
            Lasts.PROCESS,
            "Buckets by state, each once, in its worst state; 0 on a standby",
            Label.STATE),
    OPEN_BUCKETS(
            "bucketwarden.open.buckets",
            Kind.Gauge,
            Lasts.OPENING,
            "Buckets that the public gets into, by what lets them in, whom, and to do what",
            Label.THROUGH,
            Label.TO,
            Label.ACCESS),
    EXPOSED_BUCKETS(
            "bucketwarden.exposed.buckets",
            Kind.Gauge,
            Lasts.PROCESS,
            "Buckets that the public gets into though no tag and no exemption lets it; 0 on a standby"),
    EXPOSURE_WINDOW(
            "bucketwarden.exposure.window",
            Kind.Timer,
            Lasts.PROCESS,
            "How long buckets were open to the public, to the look that found them closed",
            Label.OPENED),

    REMEDIATIONS(
            "bucketwarden.remediations",
            Kind.Counter,
            Lasts.PROCESS,
            "Attempts to close a difference of a facet, of one bucket each",
            Label.FACET,
            Label.WRITE_RESULT),
    POLICY_UPDATES_LOST(
            "bucketwarden.policy.updates.lost",
            Kind.Counter,
            Lasts.PROCESS,
            "Changes of policy documents by others that did not last, or may not have, since the operator wrote at the"
                    + " same time"),
    ROLE_USED_BY_OTHERS(
            "bucketwarden.operator.role.used.by.others",
            Kind.Counter,
            Lasts.PROCESS,
            "Calls with the operator's credentials that the operator did not make"),

    PASS_READS("bucketwarden.pass.reads", Kind.Summary, Lasts.PROCESS, "Reads of one look at one bucket"),
    LOOKS_WAITING(
            "bucketwarden.looks.waiting",
            Kind.Gauge,
            Lasts.PROCESS,
            "Buckets that are due and wait for a place to be looked at"),
    LOOKS_RUNNING("bucketwarden.looks.running", Kind.Gauge, Lasts.PROCESS, "Buckets that are being looked at"),

    AWS_REQUESTS(
            "bucketwarden.aws.requests",
            Kind.Counter,
            Lasts.PROCESS,
            "Calls to AWS that have ended, each once with all its tries",
            Label.OPERATION,
            Label.OUTCOME),
    AWS_REQUEST_DURATION(
            "bucketwarden.aws.request.duration",
            Kind.Timer,
            Lasts.PROCESS,
            "Duration of calls to AWS, with all their tries",
            Label.OPERATION),

    QUEUE_REACHABLE(
            "bucketwarden.queue.reachable",
            Kind.Gauge,
            Lasts.QUEUE,
            "1 if a queue of changes could be read when it was last tried, 0 if not",
            Label.QUEUE),
    QUEUE_LAST_RECEIVE(
            "bucketwarden.queue.last.receive.timestamp.seconds",
            Kind.Gauge,
            Lasts.QUEUE,
            "When a queue last answered, with messages or without, Unix time; no series before it has",
            Label.QUEUE),
    QUEUE_LAST_MESSAGE(
            "bucketwarden.queue.last.message.timestamp.seconds",
            Kind.Gauge,
            Lasts.QUEUE,
            "When the last message came from a queue, Unix time; no series before this replica got one",
            Label.QUEUE),
    CHANGE_EVENTS(
            "bucketwarden.change.events",
            Kind.Counter,
            Lasts.PROCESS,
            "Messages of the queues of changes, by what became of them",
            Label.EVENT_RESULT),
    CHANGES_WAITING(
            "bucketwarden.changes.waiting",
            Kind.Gauge,
            Lasts.PROCESS,
            "Buckets that were heard of and wait for a look; at a thousand nothing more is taken from the queues"),

    ACCESS_READING(
            "bucketwarden.access.reading",
            Kind.Gauge,
            Lasts.ACCESS,
            "1 if the logs that tell who uses a bucket are read, 0 if not",
            Label.ACCESS_NAMESPACE,
            Label.ACCESS_NAME),
    ACCESS_UNACKNOWLEDGED(
            "bucketwarden.access.unacknowledged",
            Kind.Gauge,
            Lasts.ACCESS,
            "Accessors that are new and nobody has acknowledged",
            Label.ACCESS_NAMESPACE,
            Label.ACCESS_NAME),
    ACCESS_READ_UNTIL(
            "bucketwarden.access.read.until.timestamp.seconds",
            Kind.Gauge,
            Lasts.ACCESS,
            "Latest request that was read of a bucket, Unix time; no series before there was one",
            Label.ACCESS_NAMESPACE,
            Label.ACCESS_NAME),
    ACCESS_REQUESTS(
            "bucketwarden.access.requests", Kind.Counter, Lasts.PROCESS, "Requests to buckets that were read and kept"),
    ACCESS_UNREADABLE(
            "bucketwarden.access.unreadable",
            Kind.Counter,
            Lasts.PROCESS,
            "Lines and records of logs that have not the form of one"),
    ACCESS_ALERTS(
            "bucketwarden.access.alerts", Kind.Counter, Lasts.PROCESS, "What was told of who uses buckets", Label.KIND);

    /** Of these, Micrometer makes the types of Prometheus. */
    public enum Kind {
        Gauge,
        Counter,
        /** Seconds; a histogram, with the longest of the last minutes beside it. */
        Timer,
        /** Without a unit; sum and count, with the largest of the last minutes beside it. */
        Summary
    }

    private final String meter;
    private final Kind kind;
    private final String lasts;
    private final String help;
    // A list of records that was copied, which the checker cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Label> labels;

    Family(String meter, Kind kind, String lasts, String help, Label... labels) {
        this.meter = meter;
        this.kind = kind;
        this.lasts = lasts;
        this.help = help;
        this.labels = List.of(labels);
    }

    public Kind kind() {
        return kind;
    }

    /** What its values mean. */
    public String help() {
        return help;
    }

    /** Where a series of it ends. */
    public String lasts() {
        return lasts;
    }

    public List<Label> labels() {
        return labels;
    }

    /** As Prometheus sees it. */
    public String exported() {
        var name = meter.replace('.', '_');
        return switch (kind) {
            case Gauge, Summary -> name;
            case Counter -> name + "_total";
            case Timer -> name + "_seconds";
        };
    }

    /** The name that Micrometer makes it of. */
    String meter() {
        return meter;
    }

    MultiGauge.Row<?> row(double value, String... of) {
        return MultiGauge.Row.of(tags(of), value);
    }

    Tags tags(String... of) {
        if (of.length != labels.size()) {
            throw new IllegalArgumentException(this + " has " + labels.size() + " labels");
        }
        return Tags.of(IntStream.range(0, of.length)
                .mapToObj(i -> Tag.of(labels.get(i).name(), of[i]))
                .toList());
    }
}
