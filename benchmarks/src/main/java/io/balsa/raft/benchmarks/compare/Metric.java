package io.balsa.raft.benchmarks.compare;

import java.util.Locale;

/** What is told of a stretch of load. */
enum Metric {
    OPS_PER_SECOND("ops/s", "%,.0f"),
    MEGABYTES_PER_SECOND("MB/s", "%,.2f"),
    P50_MICROS("p50 us", "%,.0f"),
    P99_MICROS("p99 us", "%,.0f"),
    P999_MICROS("p99.9 us", "%,.0f"),
    MAX_MICROS("max us", "%,.0f"),
    /** Processor time of the whole process, all three servers and the proposing thread, per million commands. */
    CPU_SECONDS_PER_MILLION("CPU s/Mop", "%,.1f"),
    /** Heap that all threads allocated. */
    ALLOCATED_BYTES("B/op", "%,.0f"),
    /** Threads that ended meanwhile, and whose allocations are not in the figure. */
    ENDED_THREADS("ended threads", "%,.0f"),
    /** Processors that everybody else on this machine kept busy. */
    OTHERS_BUSY("others", "%,.2f");

    private final String title;
    private final String format;

    Metric(String title, String format) {
        this.title = title;
        this.format = format;
    }

    String title() {
        return title;
    }

    String text(double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
