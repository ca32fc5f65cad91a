package io.bucketwarden.bench;

import io.bucketwarden.servers.OperatorProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** A {@link SwiftS3} that was started, and what it was asked so far. */
final class SwiftS3Process implements AutoCloseable {

    /** Calls so far: reads and heads of buckets, writes, pages of the listing, and calls about the log target. */
    record Calls(long reads, long heads, long writes, long lists, long logTarget) {
        Calls since(Calls before) {
            return new Calls(
                    reads - before.reads,
                    heads - before.heads,
                    writes - before.writes,
                    lists - before.lists,
                    logTarget - before.logTarget);
        }
    }

    /**
     * A bucket that was opened, and is closed and verified. Times are in milliseconds of the machine's clock.
     *
     * @param readsUntilFound of the bucket, from its opening on
     */
    record Ended(String bucket, long found, long closed, long verified, int readsUntilFound) {
        private static Ended of(String line) {
            var parts = line.split(" ", -1);
            return new Ended(
                    parts[0],
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]),
                    Integer.parseInt(parts[4]));
        }
    }

    private final Process process;
    private final URI endpoint;

    SwiftS3Process(Duration delay) throws IOException {
        process = new ProcessBuilder(
                        OperatorProcess.java(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SwiftS3.class.getName(),
                        String.valueOf(delay.toMillis()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        endpoint = URI.create("http://127.0.0.1:" + out.readLine());
    }

    URI endpoint() {
        return endpoint;
    }

    long pid() {
        return process.pid();
    }

    void buckets(int count) throws IOException {
        ask("/-/buckets?" + count);
    }

    /** Somebody deletes the settings that block public access to the bucket. */
    void open(String bucket) throws IOException {
        ask("/-/open?" + bucket);
    }

    /** Those that ended since this was last asked. */
    List<Ended> ended() throws IOException {
        return ask("/-/ended").lines().map(Ended::of).toList();
    }

    Calls calls() throws IOException {
        var counts = new TreeMap<String, Long>();
        ask("/-/stats").lines().forEach(line -> {
            var kind = line.substring(0, line.indexOf('=')).replaceFirst(" .*", "");
            counts.merge(kind, Long.parseLong(line.substring(line.indexOf('=') + 1)), Long::sum);
        });
        return new Calls(
                counts.getOrDefault("read", 0L),
                counts.getOrDefault("head", 0L),
                counts.getOrDefault("write", 0L),
                counts.getOrDefault("list", 0L),
                counts.getOrDefault("logs", 0L));
    }

    private String ask(String path) throws IOException {
        try (var in = endpoint.resolve(path).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
