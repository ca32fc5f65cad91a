package io.bucketwarden.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.Condition;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.servers.ElasticMq;
import io.bucketwarden.servers.OperatorProcess;
import io.bucketwarden.servers.TestCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Buckets that are opened while a queue tells of it: how soon they are closed again, and what that costs. */
public final class EventBench {

    private static final String NAMESPACE = "event-bench";
    private static final String QUEUE = "changes";
    private static final int BUCKETS = 1_000;
    private static final Path RESULT = Path.of("target/bench/events.json");
    private static final Path LOG = Path.of("target/bench/events-operator.log");
    private static final Duration LATENCY = Duration.ofMillis(30);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String RAISED = "--request-rate=10000";
    private static final String DEFAULT = "--request-rate=100";
    private static final List<String> JVM =
            List.of("@src/main/jib/app/jvm.options", "-Xmx160m", "-XX:AOTCache=target/bucketwarden.aot");
    private static final String GRANT = """
            apiVersion: bucketwarden.io/v1alpha1
            kind: S3BucketGrant
            metadata: {name: event-bench}
            spec:
              namespaceSelector: {}
              bucketPatterns: ["*"]
              maxMode: Enforce
            """;
    private static final String POLICY = """
            apiVersion: bucketwarden.io/v1alpha1
            kind: S3BucketPolicy
            metadata: {name: all}
            spec:
              bucketSelector: {namePatterns: ["*"]}
              mode: Enforce
              interval: 24h
              posture:
                publicAccess: {block: true}
                encryption: {algorithm: AES256}
                versioning: {status: Enabled}
                secureTransport: {minimumTlsVersion: "1.2"}
            """;

    private record Rate(int perSecond, int events) {}

    private final KubernetesClient kube = TestCluster.get().admin();
    private final Map<String, Map<String, Object>> results = new LinkedHashMap<>();
    private final Map<String, Object> alone = new LinkedHashMap<>();
    private final SwiftS3Process s3;
    private final ElasticMq queues;

    private EventBench(SwiftS3Process s3, ElasticMq queues) {
        this.s3 = s3;
        this.queues = queues;
    }

    public static void main(String[] args) {
        Exit.after(() -> {
            Files.createDirectories(RESULT.getParent());
            try (var s3 = new SwiftS3Process(LATENCY);
                    var queues = new ElasticMq()) {
                new EventBench(s3, queues).run();
            }
        });
    }

    private void run() throws Exception {
        TestCluster.get().namespace(NAMESPACE);
        kube.resource(GRANT).serverSideApply();
        queues.createQueue(QUEUE, 5);
        s3.buckets(BUCKETS);
        kube.resource(POLICY).inNamespace(NAMESPACE).create();
        measure(RAISED, new Rate(1, 30), new Rate(50, 1_500), new Rate(200, 3_000));
        measure(DEFAULT, new Rate(50, 1_500));
        System.out.println("  the queue alone, 50/s ...");
        QueueAlone.measure(queues, alone);
        report();
    }

    private void measure(String flag, Rate... rates) throws Exception {
        var command = new ArrayList<>(List.of(OperatorProcess.java()));
        command.addAll(JVM);
        command.addAll(List.of("-jar", "target/bucketwarden.jar"));
        try (var operator = new OperatorProcess(
                command,
                List.of(flag, "--queue=" + queues.url(QUEUE)),
                TestCluster.get().kubeconfig(),
                s3.endpoint(),
                LOG)) {
            System.out.println("  " + BUCKETS + " buckets are settled with " + flag + " ...");
            await(() -> operator.passes() >= BUCKETS && isSettled());
            for (var rate : rates) {
                var name = rate.perSecond() + "/s" + (flag.equals(DEFAULT) ? ", defaults" : "");
                System.out.println("  " + name + " ...");
                results.put(name, storm(operator, rate));
            }
        }
    }

    private Map<String, Object> storm(OperatorProcess operator, Rate rate) throws Exception {
        var heapBefore = operator.liveHeapMib();
        var residentBefore = operator.residentMib();
        var heard = operator.changeEvents();
        var calls = s3.calls();
        var cpu = new Cpu(operator.pid(), s3.pid());
        try (var resident = new Resident(operator)) {
            var figures = new Storm(s3, queues, QUEUE, BUCKETS).rage(rate.perSecond(), rate.events());
            cpu.put("storm", figures);
            var made = s3.calls().since(calls);
            figures.put("reads_per_event", FleetBench.round((made.reads() + made.heads()) / (double) rate.events()));
            figures.put("writes_per_event", FleetBench.round(made.writes() / (double) rate.events()));
            figures.put("list_calls", made.lists());
            operator.changeEvents().forEach((result, count) -> {
                var more = count - heard.getOrDefault(result, 0L);
                if (more > 0) {
                    figures.put("events_" + result, more);
                }
            });
            figures.put("left_in_queue", queues.waiting(QUEUE) + queues.inFlight(QUEUE));
            figures.put("resident_before_mib", residentBefore);
            figures.put("resident_peak_mib", resident.peakMib());
            figures.put("resident_after_mib", operator.residentMib());
            figures.put("live_heap_before_mib", heapBefore);
            figures.put("live_heap_after_mib", operator.liveHeapMib());
            return figures;
        }
    }

    /** What is said of an earlier operator is settled too, so the looks are counted besides. */
    private boolean isSettled() {
        var status = kube.resources(S3BucketPolicy.class)
                .inNamespace(NAMESPACE)
                .withName("all")
                .get()
                .getStatus();
        return status != null
                && status.summary() != null
                && status.summary().buckets() == BUCKETS
                && status.summary().unknown() == 0
                && status.condition(Condition.Type.Ready)
                        .filter(Condition::isTrue)
                        .isPresent();
    }

    private void report() throws IOException {
        var all = new LinkedHashMap<String, Object>(results);
        all.putAll(alone);
        all.put("latency_ms", LATENCY.toMillis());
        all.put("jvm", String.join(" ", JVM));
        all.put("flags", RAISED + ", and beside it the default " + DEFAULT);
        all.put("cores", Runtime.getRuntime().availableProcessors());
        all.put("date", LocalDate.now().toString());
        Files.writeString(
                RESULT, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
        System.out.printf("%n%-32s", "events");
        results.keySet().forEach(name -> System.out.printf(" %16s", name));
        System.out.println();
        results.values().stream()
                .flatMap(result -> result.keySet().stream())
                .distinct()
                .forEach(figure -> {
                    System.out.printf("%-32s", figure);
                    results.values().forEach(r -> System.out.printf(" %16s", r.getOrDefault(figure, "")));
                    System.out.println();
                });
        System.out.println("the queue with a reader of its own process, 50/s: " + alone);
        System.out.println(
                "Closed and verified are as the S3 server answered, from the moment the event was put to the queue.");
        System.out.println("\nwritten to " + RESULT);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not done within " + LIMIT + "; see " + LOG);
            }
            LockSupport.parkNanos(200_000_000);
        }
    }
}
