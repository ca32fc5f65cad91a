package io.bucketwarden.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Processor time of those that share the machine, from when this is made. */
final class Cpu {

    /** In which Linux tells processor time. */
    private static final double TICKS_PER_SECOND = 100;

    private final Map<String, Long> pids;
    private final Map<String, Duration> before;

    Cpu(long operator, long s3) {
        pids = Map.of(
                "operator",
                operator,
                "s3",
                s3,
                "kube_apiserver",
                apiServer(),
                "bench",
                ProcessHandle.current().pid());
        before = now();
    }

    void put(String which, Map<String, Object> figures) {
        now().forEach((who, spent) -> figures.put(
                which + "_" + who + "_cpu_seconds",
                FleetBench.round(spent.minus(before.get(who)).toMillis() / 1e3)));
    }

    private Map<String, Duration> now() {
        var spent = new TreeMap<String, Duration>();
        pids.forEach((who, pid) -> spent.put(
                who,
                ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO)));
        return spent;
    }

    /** Of all processes that this one started and that have ended. */
    static double secondsOfChildren() throws IOException {
        var stat = Files.readString(Path.of("/proc/self/stat"));
        // The name, in brackets, may have spaces in it.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
    }

    private static long apiServer() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("kube-apiserver"))
                .map(ProcessHandle::pid)
                .findFirst()
                .orElse(-1L);
    }
}
