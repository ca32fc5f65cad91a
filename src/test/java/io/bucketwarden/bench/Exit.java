package io.bucketwarden.bench;

/** Ends the process with its servers after a benchmark, also after one that failed. */
final class Exit {

    private Exit() {}

    /** What may fail in any way. */
    interface Run {
        void run() throws Exception;
    }

    static void after(Run benchmark) {
        try {
            benchmark.run();
            System.exit(0);
        } catch (Throwable e) {
            e.printStackTrace();
            System.exit(1);
        }
    }
}
