package io.bucketwarden.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.PolicyEvaluation;
import io.bucketwarden.iam.Principal;
import io.bucketwarden.iam.Refusals;
import io.bucketwarden.iam.Request;
import io.bucketwarden.iam.RequestContext;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.preflight.Automation;
import io.bucketwarden.posture.preflight.Dependents;
import io.bucketwarden.posture.preflight.Preflight;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Policy documents of the greatest size that S3 stores: how fast they are read, compared, changed and evaluated. */
public final class PolicyBench {

    private static final Path RESULT = Path.of("target/bench/policies.json");
    private static final Duration WARM = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(3);
    private static final double MOST_MICROS = 1_000;
    private static final double MOST_MICROS_OF_A_PREFLIGHT = 5_000;
    // Processor time: so that neighbours on the machine do not count.
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String FRAME = "{\"Version\":\"2012-10-17\",\"Statement\":[%s]}";

    private static final Statement OURS = Statement.deny("Ours")
            .principal("*")
            .actions("s3:*")
            .resources("arn:aws:s3:::acme", "arn:aws:s3:::acme/*")
            .condition("Bool", "aws:SecureTransport", "false")
            .build();

    private static final String OWNER = "arn:aws:iam::000000000001:role/";
    private static final Statement PERIMETER = Statement.deny("Perimeter")
            .principal("*")
            .actions("s3:GetObject*", "s3:PutObject*", "s3:DeleteObject*", "s3:ListBucket*")
            .resources("arn:aws:s3:::acme", "arn:aws:s3:::acme/*")
            .condition("BoolIfExists", "aws:PrincipalIsAWSService", "false")
            .condition("BoolIfExists", "aws:ViaAWSService", "false")
            .condition(
                    "ArnNotLikeIfExists",
                    "aws:PrincipalArn",
                    OWNER + "warden",
                    OWNER + "break-glass",
                    OWNER + "replica")
            .condition("NotIpAddressIfExists", "aws:SourceIp", "203.0.113.0/24", "2001:db8::/32")
            .condition("StringNotEqualsIfExists", "aws:SourceVpce", "vpce-0a1b2c3d")
            .build();
    private static final Dependents WHO = new Dependents(
            "arn:aws:s3:::acme",
            "aws",
            "000000000001",
            List.of(OWNER + "warden"),
            List.of(OWNER + "break-glass"),
            Dependents.Server.AWS,
            new Automation(List.of(OWNER + "replica"), true, false));

    private final Map<String, Map<String, Object>> results = new LinkedHashMap<>();

    public static void main(String[] args) {
        Exit.after(() -> {
            Files.createDirectories(RESULT.getParent());
            new PolicyBench().run();
        });
    }

    private void run() throws IOException {
        measure("many statements", PolicyBench::statement);
        measure("long lists", PolicyBench::list);
        measure("no conditions", PolicyBench::grant);
        report();
    }

    private void measure(String name, IntFunction<String> part) {
        int count = fitting(part);
        var text = FRAME.formatted(joined(part, IntStream.range(0, count)));
        // Another order and another case of the actions, as somebody else or the store might write it.
        var other = FRAME.formatted(joined(part, IntStream.range(0, count).map(i -> count - 1 - i)))
                .replace("\"s3:GetObject\"", "\"S3:getobject\"");
        var document = PolicyDocument.parse(text);
        var respelled = PolicyDocument.parse(other);
        var request = new Request(
                Principal.of("arn:aws:iam::999999999999:role/nobody"),
                "s3:GetObject",
                "arn:aws:s3:::acme/data/7",
                RequestContext.exactly(Map.of(
                        "aws:SourceIp", List.of("198.51.100.7"),
                        "aws:SecureTransport", List.of("true"),
                        "aws:SourceVpce", List.of("vpce-0"))));
        var bucket = new Refusals.Bucket("aws", "arn:aws:s3:::acme", true);
        var figures = new LinkedHashMap<String, Object>();
        figures.put("bytes", document.sizeInBytes());
        figures.put("statements", document.statements().size());
        results.put(name, figures);
        System.out.println("  " + name + " ...");
        time(figures, "read", i -> PolicyDocument.parse(text).statements().size());
        time(figures, "compare", i -> document.sameMeaning(respelled) ? 1 : 0);
        time(figures, "read_and_compare", i -> PolicyDocument.parse(other).sameMeaning(document) ? 1 : 0);
        time(
                figures,
                "change_and_write",
                i -> document.with(List.of(OURS), Set.of()).toJson().length());
        time(
                figures,
                "refusals",
                i -> Refusals.of(document, document.with(List.of(OURS), Set.of()), bucket)
                        .size());
        time(
                figures,
                "evaluate",
                i -> PolicyEvaluation.evaluate(document, request).decision().ordinal());
        time(figures, "preflight", i -> preflight(document).cleared().isPresent() ? 1 : 0);
        time(figures, "preflight_table", i -> preflight(document).effects().size());
    }

    private static Preflight.Result preflight(PolicyDocument document) {
        var next = document.with(List.of(PERIMETER), Set.of());
        return Preflight.of(document, next, Set.of("Perimeter"), false, WHO);
    }

    /** The median of many batches, in microseconds of processor time each, and what one thread makes of it in a second. */
    private static void time(Map<String, Object> figures, String what, ToIntFunction<Integer> work) {
        long sink = batches(work, WARM).sink();
        var measured = batches(work, MEASURED);
        if (sink + measured.sink() == Long.MIN_VALUE) {
            throw new IllegalStateException("never: so that no work is left out as unused");
        }
        figures.put(what + "_us", FleetBench.round(measured.medianMicros()));
        figures.put(what + "_per_second", Math.round(1_000_000 / measured.medianMicros()));
    }

    private record Batches(double medianMicros, long sink) {}

    private static Batches batches(ToIntFunction<Integer> work, Duration duration) {
        var micros = new double[100_000];
        int batch = 20;
        int made = 0;
        long sink = 0;
        long end = System.nanoTime() + duration.toNanos();
        while (made < micros.length && System.nanoTime() < end) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < batch; i++) {
                sink += work.applyAsInt(i);
            }
            micros[made++] = (THREADS.getCurrentThreadCpuTime() - start) / 1_000.0 / batch;
        }
        Arrays.sort(micros, 0, made);
        return new Batches(micros[made / 2], sink);
    }

    /** As many parts as make the largest document. */
    private static int fitting(IntFunction<String> part) {
        int count = 1;
        while (FRAME.formatted(joined(part, IntStream.rangeClosed(0, count))).getBytes(StandardCharsets.UTF_8).length
                <= PolicyDocument.MAX_BYTES) {
            count++;
        }
        return count;
    }

    private static String joined(IntFunction<String> part, IntStream numbers) {
        return numbers.mapToObj(part).collect(Collectors.joining(","));
    }

    private static String statement(int i) {
        return """
                {"Sid":"S%1$d","Effect":"Deny","Principal":"*","Action":["s3:GetObject","s3:PutObject"],\
                "Resource":"arn:aws:s3:::acme/team-%1$d/*","Condition":{"NotIpAddress":{"aws:SourceIp":["10.%1$d.0.0/16",\
                "2001:db8:%1$d::/48"]},"StringNotEqualsIfExists":{"aws:SourceVpce":"vpce-%1$d"}}}""".formatted(i);
    }

    private static String list(int i) {
        var networks = IntStream.range(0, 100)
                .mapToObj(n -> "\"" + (i + 1) + "." + n + ".0.0/16\"")
                .collect(Collectors.joining(","));
        var accounts = IntStream.range(0, 50)
                .mapToObj(n -> "\"arn:aws:iam::%012d:root\"".formatted(i * 1_000 + n))
                .collect(Collectors.joining(","));
        return """
                {"Sid":"L%d","Effect":"Allow","Principal":{"AWS":[%s]},"Action":"s3:GetObject","Resource":\
                "arn:aws:s3:::acme/*","Condition":{"IpAddress":{"aws:SourceIp":[%s]}}}""".formatted(i, accounts, networks);
    }

    private static String grant(int i) {
        return """
                {"Effect":"Allow","Principal":{"AWS":"%012d"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::acme/%d"}\
                """.formatted(i, i);
    }

    private void report() throws IOException {
        var all = new LinkedHashMap<String, Object>(results);
        all.put("cores", Runtime.getRuntime().availableProcessors());
        all.put("date", LocalDate.now().toString());
        Files.writeString(
                RESULT, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
        System.out.printf("%n%-28s", "policy documents");
        results.keySet().forEach(name -> System.out.printf(" %18s", name));
        System.out.println();
        results.get("many statements").keySet().forEach(figure -> {
            System.out.printf("%-28s", figure);
            results.values().forEach(r -> System.out.printf(" %18s", r.getOrDefault(figure, "")));
            System.out.println();
        });
        var reached = results.values().stream()
                .flatMap(r -> List.of(r.get("compare_us"), r.get("read_and_compare_us")).stream())
                .allMatch(micros -> ((Number) micros).doubleValue() < MOST_MICROS);
        var cleared = results.values().stream()
                .allMatch(r -> ((Number) r.get("preflight_us")).doubleValue() < MOST_MICROS_OF_A_PREFLIGHT);
        System.out.printf(
                Locale.ROOT,
                "to reach: compare and read_and_compare below %.0f us each: %s%n",
                MOST_MICROS,
                reached ? "reached" : "not reached");
        System.out.printf(
                Locale.ROOT,
                "to reach: preflight below %.0f us: %s%n",
                MOST_MICROS_OF_A_PREFLIGHT,
                cleared ? "reached" : "not reached");
        System.out.println("\nwritten to " + RESULT);
    }
}
