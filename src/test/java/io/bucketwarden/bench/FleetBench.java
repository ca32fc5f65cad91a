package io.bucketwarden.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.Condition;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.servers.OperatorProcess;
import io.bucketwarden.servers.TestCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
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
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** One policy over many buckets, and many policies over as many: what a pass costs, and how that grows. */
public final class FleetBench {

    private static final String NAMESPACE = "fleet-bench";
    private static final Path RESULT = Path.of("target/bench/fleet.json");
    private static final Duration LATENCY = Duration.ofMillis(30);
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String RAISED = "--request-rate=10000";
    private static final List<String> JVM =
            List.of("@src/main/jib/app/jvm.options", "-Xmx160m", "-XX:AOTCache=target/bucketwarden.aot");
    private static final String GRANT = """
            apiVersion: bucketwarden.io/v1alpha1
            kind: S3BucketGrant
            metadata: {name: fleet-bench}
            spec:
              namespaceSelector: {}
              bucketPatterns: ["*"]
              maxMode: Enforce
            """;

    private final KubernetesClient kube = TestCluster.get().admin();
    private final Map<String, Map<String, Object>> results = new LinkedHashMap<>();
    private final SwiftS3Process s3;

    private FleetBench(SwiftS3Process s3) {
        this.s3 = s3;
    }

    public static void main(String[] args) {
        Exit.after(() -> {
            Files.createDirectories(RESULT.getParent());
            try (var s3 = new SwiftS3Process(LATENCY)) {
                new FleetBench(s3).run();
            }
        });
    }

    private void run() throws Exception {
        TestCluster.get().namespace(NAMESPACE);
        kube.resource(GRANT).serverSideApply();
        measure("one bucket, repaired", 1, 1, RAISED, true);
        results.clear();
        measure("1 x 1,000", 1, 1_000, RAISED, true);
        measure("1 x 10,000", 1, 10_000, RAISED, true);
        measure("1,000 x 1", 1_000, 1_000, RAISED, true);
        measure("1 x 1,000, defaults", 1, 1_000, "--request-rate=100", false);
        report();
    }

    /** @param again whether a pass on request follows the first */
    private void measure(String name, int policies, int buckets, String rate, boolean again) throws Exception {
        System.out.println("  " + name + " ...");
        var figures = new LinkedHashMap<String, Object>();
        results.put(name, figures);
        s3.buckets(buckets);
        var command = new ArrayList<>(List.of(OperatorProcess.java()));
        command.addAll(JVM);
        command.addAll(List.of("-jar", "target/bucketwarden.jar"));
        try (var operator = new OperatorProcess(
                command,
                List.of(rate, "--verify-delay=2s"),
                TestCluster.get().kubeconfig(),
                s3.endpoint(),
                Path.of("target/bench/fleet-operator.log"))) {
            pass("first", figures, operator, policies, buckets, status -> isSettled(status, buckets / policies), () -> {
                each(
                        policies,
                        n -> kube.resource(policy(policies == 1 ? -1 : n))
                                .inNamespace(NAMESPACE)
                                .create());
                return null;
            });
            if (again) {
                pass(
                        "again",
                        figures,
                        operator,
                        policies,
                        buckets,
                        s -> "again".equals(s.lastHandledReconcileAt()),
                        () -> {
                            each(
                                    policies,
                                    n -> kube.resources(S3BucketPolicy.class)
                                            .inNamespace(NAMESPACE)
                                            .withName("fleet-" + n)
                                            .patch(
                                                    PatchContext.of(PatchType.JSON_MERGE),
                                                    "{\"metadata\":{\"annotations\":{\""
                                                            + S3BucketPolicy.RECONCILE_REQUESTED_AT
                                                            + "\":\"again\"}}}"));
                            return null;
                        });
            }
            figures.put("live_heap_mib", operator.liveHeapMib());
            figures.put("resident_mib", operator.residentMib());
        }
        kube.resources(S3BucketPolicy.class).inNamespace(NAMESPACE).delete();
    }

    /** Lets something begin, and counts until every bucket was looked at, and then until every status says so. */
    private void pass(
            String which,
            Map<String, Object> figures,
            OperatorProcess operator,
            int policies,
            int buckets,
            Predicate<S3BucketPolicyStatus> said,
            Callable<?> begin)
            throws Exception {
        var calls = s3.calls();
        var looks = operator.passes();
        var cpu = new Cpu(operator.pid(), s3.pid());
        try (var patches = new StatusPatches(kube, NAMESPACE)) {
            var start = System.nanoTime();
            begin.call();
            await(() -> operator.passes() >= looks + buckets);
            figures.put(which + "_seconds", seconds(start));
            cpu.put(which, figures);
            await(() -> kube.resources(S3BucketPolicy.class).inNamespace(NAMESPACE).list().getItems().stream()
                            .filter(p -> p.getStatus() != null && said.test(p.getStatus()))
                            .count()
                    == policies);
            figures.put(which + "_said_seconds", seconds(start));
            var made = s3.calls().since(calls);
            figures.put(which + "_reads_per_bucket", round((made.reads() + made.heads()) / (double) buckets));
            figures.put(which + "_list_calls", made.lists());
            figures.put(which + "_log_target_calls", made.logTarget());
            figures.put(which + "_writes", made.writes());
            // One more may be on its way.
            LockSupport.parkNanos(2_000_000_000L);
            figures.put(which + "_patches_per_policy", round(patches.count() / (double) policies));
        }
    }

    private static boolean isSettled(S3BucketPolicyStatus status, int buckets) {
        return status.summary() != null
                && status.summary().buckets() == buckets
                && status.summary().unknown() == 0
                && status.condition(Condition.Type.Ready)
                        .filter(Condition::isTrue)
                        .isPresent();
    }

    /** @param n which bucket; negative for all of them */
    private static String policy(int n) {
        var target = n < 0 ? "bucketSelector: {namePatterns: [\"*\"]}" : "bucketName: " + AlikeBuckets.name(n);
        return """
               apiVersion: bucketwarden.io/v1alpha1
               kind: S3BucketPolicy
               metadata: {name: fleet-%d}
               spec:
                 %s
                 mode: Enforce
                 interval: 24h
                 %s
               """.formatted(Math.max(n, 0), target, FullPosture.yaml(AlikeBuckets.LOGS, "fleet/"));
    }

    private void report() throws IOException {
        var all = new LinkedHashMap<String, Object>(results);
        all.put("growth_seconds", ratio("again_seconds"));
        all.put("growth_operator_cpu", ratio("again_operator_cpu_seconds"));
        all.put("latency_ms", LATENCY.toMillis());
        all.put("jvm", String.join(" ", JVM));
        all.put("flags", RAISED + " --verify-delay=2s, and beside it the default --request-rate=100");
        all.put("cores", Runtime.getRuntime().availableProcessors());
        all.put("date", LocalDate.now().toString());
        Files.writeString(
                RESULT, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
        System.out.printf("%n%-32s", "policies x buckets");
        results.keySet().forEach(name -> System.out.printf(" %20s", name));
        System.out.println();
        for (var figure : results.get("1 x 1,000").keySet()) {
            System.out.printf("%-32s", figure);
            results.values().forEach(r -> System.out.printf(" %20s", r.getOrDefault(figure, "")));
            System.out.println();
        }
        System.out.println("from 1,000 to 10,000 buckets: time x " + all.get("growth_seconds")
                + ", operator's processor x " + all.get("growth_operator_cpu"));
        System.out.println("\nwritten to " + RESULT);
    }

    private double ratio(String figure) {
        return round(((Number) results.get("1 x 10,000").get(figure)).doubleValue()
                / ((Number) results.get("1 x 1,000").get(figure)).doubleValue());
    }

    private static void each(int count, IntConsumer work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var one : IntStream.range(0, count)
                    .mapToObj(n -> threads.submit(() -> work.accept(n)))
                    .toList()) {
                one.get();
            }
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not done within " + LIMIT + "; see target/bench/fleet-operator.log");
            }
            LockSupport.parkNanos(200_000_000);
        }
    }

    private static double seconds(long start) {
        return round((System.nanoTime() - start) / 1e9);
    }

    static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
