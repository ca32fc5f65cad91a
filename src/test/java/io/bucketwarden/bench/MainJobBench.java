package io.bucketwarden.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.Condition;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.servers.Moto;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** 1,000 policies with one bucket each: calls, times and memory of the first and of a settled pass. */
public final class MainJobBench {

    private static final int BUCKETS = 1_000;
    private static final String NAMESPACE = "bench";
    private static final Path RESULT = Path.of("target/bench/main-job.json");
    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final List<String> FLAGS =
            List.of("--request-rate=5000", "--concurrency=64", "--verify-delay=2s", "--require-grants=false");

    /** As the image does, with the heap that its options make of a memory limit of 320 MiB. */
    private static final List<String> JVM = List.of("@src/main/jib/app/jvm.options", "-Xmx96m");

    private static final String CACHE = "-XX:AOTCache=target/bucketwarden.aot";
    private static final Map<String, Double> TARGETS = Map.of(
            "reads_per_bucket_pass", 8.0,
            "writes_settled_pass", 0.0,
            "settled_pass_seconds", 10.0,
            "ready_seconds", 1.5,
            "resident_mib", 200.0);

    private final KubernetesClient kube = TestCluster.get().admin();
    private final Map<String, Object> figures = new LinkedHashMap<>();

    private MainJobBench() {}

    public static void main(String[] args) {
        Exit.after(() -> {
            Files.createDirectories(RESULT.getParent());
            new MainJobBench().run();
        });
    }

    private void run() throws IOException {
        TestCluster.get().namespace(NAMESPACE);
        try (var proxy = new SlowProxy(Moto.get().endpoint(), Duration.ofMillis(30))) {
            step("starts");
            figures.put("ready_seconds", ready(proxy, List.of(CACHE)));
            figures.put("ready_seconds_without_aot_cache", ready(proxy, List.of()));
            step("seeding " + BUCKETS + " buckets and policies");
            seed();
            try (var operator = operator(proxy, List.of(CACHE))) {
                step("first pass: every bucket repaired and verified");
                var start = System.nanoTime();
                await(() -> matching(MainJobBench::isSettled) == BUCKETS);
                figures.put("first_pass_seconds", seconds(start));
                step("settled pass on request, every call answered by moto");
                passOnRequest(operator, proxy, "moto");
                step("settled pass on request, reads replayed by the proxy");
                proxy.replay(true);
                passOnRequest(operator, proxy, "replay");
                figures.put("resident_mib", operator.residentMib());
            }
            settledPass(proxy);
        }
        report();
    }

    private static OperatorProcess operator(SlowProxy proxy, List<String> more) throws IOException {
        var command = new ArrayList<>(List.of(OperatorProcess.java()));
        command.addAll(JVM);
        command.addAll(more);
        command.addAll(List.of("-jar", "target/bucketwarden.jar"));
        return new OperatorProcess(
                command, FLAGS, TestCluster.get().kubeconfig(), proxy.endpoint(), Path.of("target/bench/operator.log"));
    }

    private void seed() {
        Moto.get().s3().createBucket(r -> r.bucket("bench-logs"));
        Moto.get().s3().putBucketPolicy(r -> r.bucket("bench-logs").policy("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},\
                "Action":"s3:PutObject","Resource":"arn:aws:s3:::bench-logs/*"}]}"""));
        each(n -> Moto.get().s3().createBucket(r -> r.bucket("bench-" + n)));
        each(n -> kube.resource(policy(n)).inNamespace(NAMESPACE).create());
    }

    /** The median of five starts. */
    private static double ready(SlowProxy proxy, List<String> more) throws IOException {
        var times = new double[5];
        for (int run = 0; run < times.length; run++) {
            try (var operator = operator(proxy, more)) {
                times[run] = operator.readySeconds();
            }
        }
        Arrays.sort(times);
        return round(times[2]);
    }

    /** Asks every policy for a check and waits until as many buckets were looked at. */
    private void passOnRequest(OperatorProcess operator, SlowProxy proxy, String request) throws IOException {
        var passes = operator.passes();
        var reads = proxy.reads();
        var start = System.nanoTime();
        each(n -> kube.resources(S3BucketPolicy.class)
                .inNamespace(NAMESPACE)
                .withName("bench-" + n)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"" + S3BucketPolicy.RECONCILE_REQUESTED_AT + "\":\"" + request
                                + "\"}}}"));
        figures.put("asking_seconds_" + request, seconds(start));
        await(() -> passesOf(operator) >= passes + BUCKETS);
        figures.put("pass_on_request_seconds_" + request, seconds(start));
        figures.put("reads_per_bucket_pass", round((proxy.reads() - reads) / (double) BUCKETS));
        await(() -> matching(s -> request.equals(s.lastHandledReconcileAt())) == BUCKETS);
    }

    /**
     * At a restart every bucket is due at once and nobody has to ask, so this is the settled pass: from the start of the
     * process to the last bucket. A write or a status patch would be one too many.
     */
    private void settledPass(SlowProxy proxy) throws IOException {
        step("settled pass: all buckets due at once, after a restart");
        var before = versions();
        var reads = proxy.reads();
        var writes = proxy.writes();
        var start = System.nanoTime();
        try (var operator = operator(proxy, List.of(CACHE))) {
            await(() -> passesOf(operator) >= BUCKETS);
            figures.put("settled_pass_seconds", seconds(start));
            // One more than later: HeadBucket finds the region, once in the life of a process.
            figures.put("reads_per_bucket_first_pass", round((proxy.reads() - reads) / (double) BUCKETS));
            figures.put("writes_settled_pass", proxy.writes() - writes);
        }
        var after = versions();
        figures.put(
                "status_patches_settled_pass",
                before.entrySet().stream()
                        .filter(e -> !e.getValue().equals(after.get(e.getKey())))
                        .count());
    }

    private Map<String, String> versions() {
        var versions = new LinkedHashMap<String, String>();
        kube.resources(S3BucketPolicy.class)
                .inNamespace(NAMESPACE)
                .list()
                .getItems()
                .forEach(p ->
                        versions.put(p.getMetadata().getName(), p.getMetadata().getResourceVersion()));
        return versions;
    }

    private long matching(Predicate<S3BucketPolicyStatus> which) {
        return kube.resources(S3BucketPolicy.class).inNamespace(NAMESPACE).list().getItems().stream()
                .filter(p -> p.getStatus() != null && which.test(p.getStatus()))
                .count();
    }

    private static boolean isSettled(S3BucketPolicyStatus status) {
        return status.condition(Condition.Type.Ready).filter(Condition::isTrue).isPresent();
    }

    private static long passesOf(OperatorProcess operator) {
        try {
            return operator.passes();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void each(IntConsumer work) {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = IntStream.range(0, BUCKETS)
                    .mapToObj(n -> threads.submit(() -> work.accept(n)))
                    .toList();
            for (var one : all) {
                try {
                    one.get();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                System.err.println("not done within " + LIMIT.toMinutes() + " minutes; see target/bench/operator.log");
                System.exit(1);
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    private static String policy(int n) {
        return """
               apiVersion: bucketwarden.io/v1alpha1
               kind: S3BucketPolicy
               metadata: {name: bench-%1$d}
               spec:
                 bucketName: bench-%1$d
                 mode: Enforce
                 interval: 24h
                 %2$s
               """.formatted(n, FullPosture.yaml("bench-logs", "b" + n + "/"));
    }

    private void report() throws IOException {
        figures.put("buckets", BUCKETS);
        figures.put("added_latency_ms", 30);
        figures.put("jvm", String.join(" ", JVM));
        figures.put("flags", String.join(" ", FLAGS));
        figures.put("cores", Runtime.getRuntime().availableProcessors());
        figures.put("date", LocalDate.now().toString());
        Files.writeString(
                RESULT, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures) + "\n");
        System.out.printf("%n%-28s %12s   %s%n", "figure", "measured", "to reach");
        figures.forEach((name, value) -> System.out.printf(
                "%-28s %12s   %s%n", name, value, TARGETS.containsKey(name) ? "<= " + TARGETS.get(name) : ""));
        System.out.println("\nwritten to " + RESULT);
    }

    private static void step(String what) {
        System.out.println("  " + what + " ...");
    }

    private static double seconds(long start) {
        return round((System.nanoTime() - start) / 1e9);
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
