package io.bucketwarden.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.access.Access;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.Operation;
import io.bucketwarden.access.Transport;
import io.bucketwarden.access.baseline.Baseline;
import io.bucketwarden.access.baseline.BaselineStatus;
import io.bucketwarden.access.baseline.Declared;
import io.bucketwarden.access.baseline.FingerprintKey;
import io.bucketwarden.access.baseline.Tally;
import io.bucketwarden.access.baseline.Terms;
import io.bucketwarden.iam.Principal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A bucket of which each object of the log has thousands of accessors that were never seen: memory, and time of a merge. */
public final class AccessorsBench {

    private static final Path RESULT = Path.of("target/bench/accessors.json");
    private static final int OBJECTS = 100;
    private static final int PER_OBJECT = 10_000;
    private static final int KNOWN = 400;
    private static final int REQUESTS = 5_000_000;
    private static final double MOST_MIB = 64;
    private static final double LEAST_REQUESTS_PER_SECOND = 1_000_000;
    private static final double MIB = 1024.0 * 1024;
    private static final String BUCKET = "acme";
    private static final long START = Instant.parse("2026-11-01T00:00:00Z").getEpochSecond();
    private static final Terms TERMS = new Terms(1_000, 90, Instant.ofEpochSecond(START + 20 * 86_400), Set.of());
    private static final Declared LIMITS =
            Declared.of(List.of("10.0.0.0/8", "2001:db8::/32"), List.of(), List.of("111111111111"), false, "");
    private static final Operation GET = new Operation("REST.GET.OBJECT", "s3:GetObject", Operation.Kind.READ, true);
    private static final Principal NOBODY = Principal.of("");
    // Processor time: so that neighbours on the machine do not count.
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Map<String, Object> figures = new LinkedHashMap<>();
    private Baseline baseline = Baseline.start(Instant.ofEpochSecond(START), 7, new FingerprintKey(1, 2));

    public static void main(String[] args) throws IOException {
        new AccessorsBench().run();
    }

    private void run() throws IOException {
        Files.createDirectories(RESULT.getParent());
        var before = liveMib();
        var most = 0.0;
        var merge = 0L;
        var longest = 0L;
        var tallies = 0L;
        @Nullable Tally tally = null;
        for (int object = 0; object < OBJECTS; object++) {
            var start = THREADS.getCurrentThreadCpuTime();
            tally = new Tally(baseline.watched(BUCKET, LIMITS, 1_000));
            for (int i = 0; i < PER_OBJECT; i++) {
                tally.accept(stranger(object, i));
            }
            var told = THREADS.getCurrentThreadCpuTime();
            tallies += told - start;
            baseline = baseline.merge(tally, TERMS).baseline();
            var took = THREADS.getCurrentThreadCpuTime() - told;
            merge += took;
            longest = Math.max(longest, took);
            if (object % 10 == 9) {
                // With the tally, as while it is merged.
                most = Math.max(most, liveMib() - before);
            }
        }
        Reference.reachabilityFence(tally);
        figures.put("accessors", OBJECTS * PER_OBJECT);
        figures.put("live_heap_mib", round(most));
        figures.put("peak_heap_mib", round(peakMib()));
        figures.put("merge_ms", round(merge / 1e6 / OBJECTS));
        figures.put("longest_merge_ms", round(longest / 1e6));
        figures.put("tally_of_new_accessors_per_second", Math.round(OBJECTS * PER_OBJECT / (tallies / 1e9)));
        var start = THREADS.getCurrentThreadCpuTime();
        var status = BaselineStatus.of(baseline, Set.of(), TERMS.now());
        figures.put("store_ms", round((THREADS.getCurrentThreadCpuTime() - start) / 1e6));
        figures.put("section_kib", status.section().length() / 1024);
        start = THREADS.getCurrentThreadCpuTime();
        baseline = status.baseline();
        figures.put("load_ms", round((THREADS.getCurrentThreadCpuTime() - start) / 1e6));
        knownOnes();
        report();
    }

    /** Requests of those that are known, as nearly all are. */
    private void knownOnes() {
        var requests = new Access[KNOWN];
        for (int i = 0; i < KNOWN; i++) {
            requests[i] = access(
                    new Accessor("arn:aws:sts::111111111111:assumed-role/app" + i, "aws-sdk-java", "10.0.0.0/24"),
                    "10.0.0." + i % 250,
                    START + i);
        }
        var best = Double.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            var tally = new Tally(baseline.watched(BUCKET, LIMITS, 1_000));
            var start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < REQUESTS; i++) {
                tally.accept(requests[i % KNOWN]);
            }
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1e9);
        }
        figures.put("requests_per_second", Math.round(REQUESTS / best));
        var few = new Tally(baseline.watched(BUCKET, LIMITS, 1_000));
        for (var request : requests) {
            few.accept(request);
        }
        var start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < 200; i++) {
            baseline = baseline.merge(few, TERMS).baseline();
        }
        figures.put("merge_of_known_ms", round((THREADS.getCurrentThreadCpuTime() - start) / 1e6 / 200));
    }

    /** Each has a network of its own, ten have the same application, and a hundred the same principal. */
    private static Access stranger(int object, int i) {
        var n = object * PER_OBJECT + i;
        return access(
                new Accessor(
                        "arn:aws:sts::111111111111:assumed-role/role" + n / 100,
                        "agent" + n / 10,
                        (n >> 16 & 255) + "." + (n >> 8 & 255) + "." + (n & 255) + ".0/24"),
                (n >> 16 & 255) + "." + (n >> 8 & 255) + "." + (n & 255) + ".7",
                START + object * 3_600L + i % 3_600);
    }

    private static Access access(Accessor who, String ip, long second) {
        return new Access(second, BUCKET, who, NOBODY, ip, "", GET, Transport.TLS_1_3, 200, 0);
    }

    private static double liveMib() {
        var least = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB);
        }
        return least;
    }

    private static double peakMib() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(java.lang.management.MemoryUsage::getUsed)
                        .sum()
                / MIB;
    }

    private void report() throws IOException {
        figures.put("cores", Runtime.getRuntime().availableProcessors());
        figures.put("date", LocalDate.now().toString());
        Files.writeString(
                RESULT, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures) + "\n");
        System.out.printf("%n%-36s %12s%n", "accessors of a bucket", "measured");
        figures.forEach((name, value) -> System.out.printf("%-36s %12s%n", name, value));
        System.out.printf(
                "to reach: live heap at most %.0f MiB: %s; at least %.0f requests per second: %s%n",
                MOST_MIB,
                reached(((Number) figures.get("live_heap_mib")).doubleValue() <= MOST_MIB),
                LEAST_REQUESTS_PER_SECOND,
                reached(((Number) figures.get("requests_per_second")).doubleValue() >= LEAST_REQUESTS_PER_SECOND));
        System.out.println("\nwritten to " + RESULT);
    }

    private static String reached(boolean is) {
        return is ? "reached" : "not reached";
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
