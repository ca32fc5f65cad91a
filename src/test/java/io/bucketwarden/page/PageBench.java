package io.bucketwarden.page;

import io.bucketwarden.insight.Insight;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** What pages of 10,000 buckets take of a processor, how long they are, and what a view takes of the heap. */
public final class PageBench {

    private static final int BUCKETS = 10_000;
    private static final int TIMES = 40;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private PageBench() {}

    public static void main(String[] args) throws Exception {
        var moment = Fleets.large(BUCKETS, Fleets.NOW);
        var figures = new LinkedHashMap<String, Object>();
        figures.put("view_ms", median(() -> View.of(moment, new Sight.Everything())));
        var view = View.of(moment, new Sight.Everything());
        figures.put("view_heap_kib", heapOf(moment));
        var pages = new LinkedHashMap<String, Callable<Object>>();
        pages.put("first_page", () -> glance(view, "", 1));
        pages.put("last_page", () -> glance(view, "", 100));
        pages.put("search", () -> glance(view, "facet:encryption us-east-1", 1));
        pages.put("bucket", () -> new BucketPage(view, view.buckets().getFirst()).html());
        pages.put("exposures", () -> new ExposuresPage(view, 1).html());
        for (var page : pages.entrySet()) {
            figures.put(page.getKey() + "_ms", median(page.getValue()));
            figures.put(
                    page.getKey() + "_kib", page.getValue().call().toString().length() / 1024);
        }
        write(figures);
    }

    private static Object glance(View view, String words, int page) {
        return new GlancePage(view, Search.of(new Asked(Map.of("q", words))), page).html();
    }

    /** Milliseconds of a processor, after as many times that do not count. */
    private static double median(Callable<Object> what) throws Exception {
        var nanos = new long[TIMES];
        for (int i = -TIMES; i < TIMES; i++) {
            var start = CPU.getCurrentThreadCpuTime();
            what.call();
            if (i >= 0) {
                nanos[i] = CPU.getCurrentThreadCpuTime() - start;
            }
        }
        Arrays.sort(nanos);
        return Math.round(nanos[TIMES / 2] / 1e4) / 100.0;
    }

    /** What a view takes beside what the operator remembers anyway. */
    private static long heapOf(Insight moment) {
        var before = used();
        var views = new View[10];
        Arrays.setAll(views, i -> View.of(moment, new Sight.Everything()));
        var after = used();
        return (after - before) / 1024 / views.length * (views[0] == null ? 0 : 1);
    }

    private static long used() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void write(Map<String, Object> figures) throws IOException {
        var file = Path.of("target/bench/page.json");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                new com.fasterxml.jackson.databind.ObjectMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(figures));
        figures.forEach((name, figure) -> System.out.println("  " + name + ": " + figure));
    }
}
