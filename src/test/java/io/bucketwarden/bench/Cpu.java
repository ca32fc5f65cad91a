package io.bucketwarden.bench;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Processor time of those that share the machine, from when this is made. */
final class Cpu {

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

    private static long apiServer() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("kube-apiserver"))
                .map(ProcessHandle::pid)
                .findFirst()
                .orElse(-1L);
    }
}
