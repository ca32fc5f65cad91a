package io.bucketwarden.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.servers.SetUp;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * goaccess on the same files, which has the format of these logs built in: the nearest free program that says who made
 * how many requests.
 *
 * @see <a href="https://goaccess.io/man">goaccess</a>
 */
final class Goaccess {

    private static final Path REPORT = Path.of("target/bench/access-logs.report.json");
    private static final Path OUTPUT = Path.of("target/bench/access-logs.goaccess");
    private static final int THREADS = 2;

    /** All that it tells besides hosts: nobody asked for it here, and it takes most of its time. */
    private static final List<String> OTHER_PANELS = List.of(
            "VISITORS",
            "REQUESTS",
            "REQUESTS_STATIC",
            "NOT_FOUND",
            "OS",
            "BROWSERS",
            "VISIT_TIMES",
            "VIRTUAL_HOSTS",
            "REFERRERS",
            "REFERRING_SITES",
            "KEYPHRASES",
            "STATUS_CODES",
            "REMOTE_USER",
            "CACHE_STATUS",
            "GEO_LOCATION",
            "MIME_TYPE",
            "TLS_TYPE");

    private final List<Path> files;

    Goaccess(List<Path> files) {
        this.files = files;
    }

    void measure(int lines, Map<String, Object> results) throws IOException, InterruptedException {
        var program = program();
        if (program.isEmpty()) {
            results.put("goaccess", "none: make bench gets it, or install it");
            return;
        }
        var version =
                output(List.of(program.get(), "--version")).lines().findFirst().orElse("");
        var jobs = output(List.of(program.get(), "--help")).contains("--jobs")
                ? List.of("--jobs=" + THREADS)
                : List.<String>of();
        results.put(
                "goaccess",
                version.replaceAll("[^0-9.]|\\.$", "") + (jobs.isEmpty() ? ", on one thread" : ", " + jobs));
        System.out.println("  " + version + " with all it tells ...");
        var all = run(program.get(), jobs, lines, "goaccess", results);
        System.out.println("  " + version + " with hosts alone ...");
        var fewer = new ArrayList<>(jobs);
        OTHER_PANELS.forEach(panel -> fewer.add("--ignore-panel=" + panel));
        var hosts = run(program.get(), fewer, lines, "goaccess_hosts", results);
        double ours = number(results, "files_lines_per_second");
        results.put("times_goaccess_all", FleetBench.round(ours / all));
        results.put("times_goaccess", FleetBench.round(ours / Math.max(all, hosts)));
        results.put(
                "times_goaccess_per_cpu_second",
                FleetBench.round(number(results, "files_lines_per_cpu_second")
                        / Math.max(
                                number(results, "goaccess_lines_per_cpu_second"),
                                number(results, "goaccess_hosts_lines_per_cpu_second"))));
    }

    private static double number(Map<String, Object> results, String figure) {
        return ((Number) results.get(figure)).doubleValue();
    }

    private double run(String program, List<String> options, int lines, String name, Map<String, Object> results)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program));
        files.forEach(file -> command.add(file.toString()));
        command.addAll(List.of("--no-global-config", "--log-format=AWSS3", "--no-progress", "-o", REPORT.toString()));
        command.addAll(options);
        double cpu = Cpu.secondsOfChildren();
        long began = System.nanoTime();
        var said = output(command);
        double seconds = (System.nanoTime() - began) / 1e9;
        cpu = Cpu.secondsOfChildren() - cpu;
        if (!Files.exists(REPORT)) {
            throw new IllegalStateException(program + " made no report: " + said);
        }
        var general = new ObjectMapper().readTree(Files.readAllBytes(REPORT)).path("general");
        Files.delete(REPORT);
        if (general.path("total_requests").asInt() != lines) {
            throw new IllegalStateException("goaccess read other lines: " + general);
        }
        results.put(name + "_seconds", FleetBench.round(seconds));
        results.put(name + "_lines_per_second", Math.round(lines / seconds));
        results.put(name + "_lines_per_cpu_second", Math.round(lines / cpu));
        results.put(name + "_unreadable", general.path("failed_requests").asInt());
        return lines / seconds;
    }

    /** What it says, also where it calls that an error, as of its own help. */
    private static String output(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(OUTPUT.toFile())
                .start();
        try {
            process.waitFor();
            return Files.readString(OUTPUT);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(OUTPUT);
        }
    }

    private static Optional<String> program() {
        var path = System.getenv().getOrDefault("PATH", "").split(":");
        return Stream.concat(
                        Stream.of(SetUp.of("goaccess/bin/goaccess")),
                        Stream.of(path).map(folder -> Path.of(folder, "goaccess")))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
