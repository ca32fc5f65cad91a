package io.bucketwarden.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.GeneratedLogs;
import io.bucketwarden.access.baseline.Baseline;
import io.bucketwarden.access.baseline.BaselineStatus;
import io.bucketwarden.access.baseline.Declared;
import io.bucketwarden.access.baseline.FingerprintKey;
import io.bucketwarden.access.baseline.Tally;
import io.bucketwarden.access.baseline.Terms;
import io.bucketwarden.access.log.FieldsAlone;
import io.bucketwarden.access.log.ServerAccessLogs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.ToLongFunction;

/** Server access logs: how fast lines are read, and how fast it is counted who used a bucket, next to goaccess. */
public final class AccessBench {

    private static final Path RESULT = Path.of("target/bench/access.json");
    private static final Path FOLDER = Path.of("target/bench/access-logs");
    private static final int LINES = Integer.getInteger("bucketwarden.bench.lines", 5_000_000);
    private static final int ACCESSORS = 2_000;
    private static final int OBJECTS = 100;
    private static final int THREADS = 2;
    private static final String BUCKET = "acme-data";
    private static final int LISTED = 500;
    private static final int FORGET_DAYS = 4_000;
    private static final long SEED = 20_260_206;
    private static final Duration WARM = Duration.ofSeconds(4);
    private static final Duration MEASURED = Duration.ofSeconds(6);
    private static final double LEAST_MB_PER_SECOND = 300;
    private static final double LEAST_TIMES_GOACCESS = 3;
    // Processor time: so that neighbours on the machine do not count.
    private static final com.sun.management.ThreadMXBean CPU =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final com.sun.management.OperatingSystemMXBean PROCESS =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Map<String, Object> results = new LinkedHashMap<>();

    public static void main(String[] args) {
        Exit.after(() -> {
            Files.createDirectories(RESULT.getParent());
            Folders.remove(FOLDER);
            try {
                new AccessBench().run();
            } finally {
                Folders.remove(FOLDER);
            }
        });
    }

    private void run() throws IOException, InterruptedException {
        System.out.println("  writing " + LINES + " lines ...");
        long began = System.nanoTime();
        long bytes = GeneratedLogs.write(FOLDER, GeneratedLogs.Shape.of(LINES, ACCESSORS, OBJECTS), SEED);
        results.put("lines", LINES);
        results.put("megabytes", bytes / 1_000_000);
        results.put("objects", OBJECTS);
        results.put("written_in_seconds", FleetBench.round(seconds(began)));
        var files = Folders.files(FOLDER);

        System.out.println("  one thread ...");
        var content = Files.readAllBytes(files.get(OBJECTS / 2));
        var fields = new FieldsAlone();
        measure("fields", content, fields::find);
        var logs = new ServerAccessLogs();
        measure("requests", content, text -> {
            var counted = new CountedAccesses();
            read(logs, text, counted);
            return counted.lines();
        });

        System.out.println("  from files on " + THREADS + " threads ...");
        fromFiles(files.subList(0, OBJECTS / 4));
        began = System.nanoTime();
        long cpu = PROCESS.getProcessCpuTime();
        var counted = fromFiles(files);
        double cpuSeconds = (PROCESS.getProcessCpuTime() - cpu) / 1e9;
        double seconds = seconds(began);
        results.put("files_seconds", FleetBench.round(seconds));
        results.put("files_lines_per_second", Math.round(LINES / seconds));
        results.put("files_lines_per_cpu_second", Math.round(LINES / cpuSeconds));
        results.put("files_mb_per_second", Math.round(bytes / 1e6 / seconds));
        results.put("files_accessors", counted.summary().accessors());
        results.put("files_unreadable", counted.summary().unreadable());
        long lines = counted.summary().requests() + counted.summary().unreadable();
        if (lines != LINES) {
            throw new IllegalStateException("lines were lost or counted twice: " + lines);
        }
        try {
            new Goaccess(files).measure(LINES, results);
        } finally {
            report();
        }
    }

    private static void read(ServerAccessLogs logs, byte[] content, AccessSink sink) {
        try {
            logs.read(new ByteArrayInputStream(content), sink);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** On one thread, of content that is in memory. */
    private void measure(String what, byte[] content, ToLongFunction<byte[]> work) {
        repeated(content, work, WARM);
        long allocated = CPU.getCurrentThreadAllocatedBytes();
        var measured = repeated(content, work, MEASURED);
        long bytes = CPU.getCurrentThreadAllocatedBytes() - allocated;
        results.put(
                what + "_mb_per_second", Math.round((double) content.length * measured.times / 1e6 / measured.seconds));
        results.put(what + "_lines_per_second", Math.round(measured.lines / measured.seconds));
        results.put(what + "_allocated_bytes_per_line", bytes / measured.lines);
    }

    private record Repeated(int times, long lines, double seconds) {}

    private static Repeated repeated(byte[] content, ToLongFunction<byte[]> work, Duration duration) {
        int times = 0;
        long lines = 0;
        long began = CPU.getCurrentThreadCpuTime();
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            lines += work.applyAsLong(content);
            times++;
        }
        return new Repeated(times, lines, (CPU.getCurrentThreadCpuTime() - began) / 1e9);
    }

    /** As the operator does it: each file is tallied for itself, and the tallies are merged into what is known. */
    private static BaselineStatus fromFiles(List<Path> files) throws InterruptedException {
        var now = Instant.now();
        var baseline = Baseline.start(now, 1, FingerprintKey.random());
        var watched = baseline.watched(BUCKET, Declared.NOTHING, LISTED);
        var terms = new Terms(LISTED, FORGET_DAYS, now, Set.of());
        var formats = ThreadLocal.withInitial(ServerAccessLogs::new);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var tallies = files.stream()
                    .map(file -> threads.submit(() -> {
                        var tally = new Tally(watched);
                        try (var content = Files.newInputStream(file)) {
                            formats.get().read(content, tally);
                        }
                        return tally;
                    }))
                    .toList();
            for (var tally : tallies) {
                baseline = baseline.merge(tally.get(), terms).baseline();
            }
            return BaselineStatus.of(baseline, Set.of(), now);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void report() throws IOException {
        results.put("cores", Runtime.getRuntime().availableProcessors());
        results.put("date", LocalDate.now().toString());
        Files.writeString(
                RESULT, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(results) + "\n");
        System.out.printf("%n%-36s%n", "access logs");
        results.forEach((figure, value) -> System.out.printf(Locale.ROOT, "%-36s %18s%n", figure, value));
        System.out.printf(
                Locale.ROOT,
                "to reach: fields at least %.0f MB a second on one core: %s%n",
                LEAST_MB_PER_SECOND,
                reached("fields_mb_per_second", LEAST_MB_PER_SECOND));
        System.out.printf(
                Locale.ROOT,
                "to reach: lines per second from files at least %.0f times those of goaccess: %s%n",
                LEAST_TIMES_GOACCESS,
                reached("times_goaccess", LEAST_TIMES_GOACCESS));
        System.out.println("\nwritten to " + RESULT);
    }

    private String reached(String figure, double least) {
        return results.get(figure) instanceof Number number
                ? number.doubleValue() >= least ? "reached" : "not reached"
                : "not measured";
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
