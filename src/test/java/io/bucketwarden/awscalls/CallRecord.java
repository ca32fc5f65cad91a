package io.bucketwarden.awscalls;

import io.bucketwarden.awscalls.RecordedCall.Need;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What a run of integration tests records, in a folder that Maven names for the run; each process has its own files. */
public final class CallRecord {

    /** Inherited by processes that tests start, however these set up their environment. */
    static final String FOLDER = "RECORDED_CALLS";

    /** Stands between the name of a class and that of a test of it. */
    static final String TEST = "#";

    private static final String CALLS = ".calls";
    private static final String CLASSES = ".classes";
    private static final String SKIPPED = ".skipped";
    private static final List<BiConsumer<RecordedCall, String>> LISTENERS = new CopyOnWriteArrayList<>();
    private static final Set<String> WRITTEN = ConcurrentHashMap.newKeySet();

    private CallRecord() {}

    static boolean isOn() {
        var folder = System.getenv(FOLDER);
        return folder != null && !folder.isEmpty();
    }

    /** Whether anybody wants to know. */
    static boolean isWanted() {
        return isOn() || !LISTENERS.isEmpty();
    }

    /** From now on and until it is closed, tells of every call of this JVM, with the name of its bucket or an empty text. */
    public static AutoCloseable listen(BiConsumer<RecordedCall, String> listener) {
        LISTENERS.add(listener);
        return () -> LISTENERS.remove(listener);
    }

    static void heard(RecordedCall call, String bucket) {
        LISTENERS.forEach(listener -> listener.accept(call, bucket));
        add(call);
    }

    private static void add(RecordedCall call) {
        add(CALLS, call.line());
    }

    /** A call of {@code doctor} to a service without a client of the SDK, as a server of tests saw it. */
    public static void addJsonCall(String target) {
        if (target.startsWith("AWSEvents.") || target.contains(".CloudTrail_")) {
            var service = target.startsWith("AWSEvents.") ? "events" : "cloudtrail";
            add(new RecordedCall(Need.REAL_TIME, service, target.substring(target.lastIndexOf('.') + 1), "JsonCalls"));
        }
    }

    /** What a process tells of itself: its metrics. */
    public static void addOperations(String metrics) {
        metrics.lines()
                .filter(line -> line.startsWith("bucketwarden_aws_requests_total{"))
                .map(line -> line.replaceFirst(".*operation=\"([^\"]*)\".*", "$1"))
                .distinct()
                .forEach(operation -> add(new RecordedCall(
                        Need.UNTOLD, Operations.TABLE.serviceOf(operation), operation, "OperatorProcess")));
    }

    static void addClass(String name) {
        add(CLASSES, name);
    }

    static void addSkipped(String test) {
        add(SKIPPED, test);
    }

    static Set<RecordedCall> calls(Path run) throws IOException {
        var calls = new LinkedHashSet<RecordedCall>();
        read(run, CALLS).forEach(line -> calls.add(RecordedCall.parse(line)));
        return calls;
    }

    static Set<String> classes(Path run) throws IOException {
        return read(run, CLASSES);
    }

    static Set<String> skipped(Path run) throws IOException {
        return read(run, SKIPPED);
    }

    private static Set<String> read(Path run, String kind) throws IOException {
        var lines = new TreeSet<String>();
        try (Stream<Path> files = Files.list(run)) {
            for (var file : files.filter(it -> it.toString().endsWith(kind)).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    /** At once, since a process may be killed. */
    private static void add(String kind, String line) {
        if (isOn() && WRITTEN.add(kind + line)) {
            try {
                var folder = Files.createDirectories(Path.of(System.getenv(FOLDER)));
                Files.writeString(
                        folder.resolve(ProcessHandle.current().pid() + kind),
                        line + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
