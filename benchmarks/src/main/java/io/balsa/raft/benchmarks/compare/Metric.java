package io.balsa.raft.benchmarks.compare;

import java.util.Locale;

/** What is told of a stretch of load. */
enum Metric {
    OPS_PER_SECOND("ops/s", "%,.0f"),
    /** What a closed loop reached, of which the rate of an open loop is a part. */
    MAX_OPS_PER_SECOND("max ops/s", "%,.0f"),
    MEGABYTES_PER_SECOND("MB/s", "%,.2f"),
    P50_MICROS("p50 us", "%,.0f"),
    P99_MICROS("p99 us", "%,.0f"),
    P999_MICROS("p99.9 us", "%,.0f"),
    MAX_MICROS("max us", "%,.0f"),
    /** The longest time from one acknowledgement to the next. */
    PAUSE_MILLIS("pause ms", "%,.1f"),
    /** How much of it passed while a thread was late that had only to wake up. */
    HICCUP_IN_PAUSE_MILLIS("hiccup in it ms", "%,.1f"),
    /** The most that such a thread was late at any time. */
    HICCUP_MILLIS("hiccup ms", "%,.1f"),
    /** How long collecting garbage stopped the process. */
    GC_MILLIS_PER_SECOND("GC ms/s", "%,.2f"),
    /** Processor time of the whole process, all three servers and the proposing thread, per million commands. */
    CPU_SECONDS_PER_MILLION("CPU s/Mop", "%,.1f"),
    /** Heap that all threads allocated. */
    ALLOCATED_BYTES("B/op", "%,.0f"),
    /** Threads that ended meanwhile, and whose allocations are not in the figure. */
    ENDED_THREADS("ended threads", "%,.0f"),
    /** How many commands were acknowledged. */
    COMMANDS("commands", "%,.0f"),
    /** When the stretch began and ended, in seconds since 1970. */
    BEGAN("began", "%.3f"),
    ENDED("ended", "%.3f"),
    MIN_MICROS("fastest us", "%,.0f"),
    /** Calls that force a file, on all three servers. */
    FORCES("forces/op", "%.4f"),
    FORCES_PER_SECOND("forces/s", "%,.0f"),
    /** The fastest acknowledgement while every such call takes longer. */
    FASTEST_WHEN_DELAYED_MICROS("fastest us when delayed", "%,.0f"),
    /** The same while it takes longer on two servers of three. */
    FASTEST_WHEN_TWO_DELAYED_MICROS("fastest us when two delayed", "%,.0f"),
    /** Processor time of the whole process, in percent of one processor. */
    CPU_PERCENT("CPU %", "%.2f"),
    ALLOCATED_BYTES_PER_SECOND("B/s", "%,.0f"),
    THREADS("threads", "%,.0f"),
    /** From the signal to the leader's process to the next acknowledgement, by another. */
    FAILOVER_MILLIS("ms to next write", "%,.0f"),
    /** From the start of the process until the call returned that starts the server, and until all was applied. */
    STARTED_SECONDS("started s", "%,.2f"),
    APPLIED_SECONDS("all applied s", "%,.2f"),
    /** Payload that a follower applied per second which had missed it, from when it was started until it had it all. */
    CATCH_UP_MEGABYTES_PER_SECOND("catch-up MB/s", "%,.1f"),
    /** What the disk takes when a file is written from its beginning to its end, and forced. */
    DISK_MEGABYTES_PER_SECOND("disk MB/s", "%,.1f"),
    /** The same when it is forced after each mebibyte. */
    DISK_FORCED_MEGABYTES_PER_SECOND("disk MB/s, forced each MiB", "%,.1f"),
    CATCH_UP_TO_DISK("catch-up to disk", "%.3f"),
    /** From when the follower was started until it had applied all. */
    CATCH_UP_SECONDS("catch-up s", "%,.2f"),
    /** Of writes with all three servers; with two; while the third catches up. */
    BEFORE_P50_MICROS("p50 us before", "%,.0f"),
    BEFORE_P99_MICROS("p99 us before", "%,.0f"),
    WITHOUT_P50_MICROS("p50 us with two", "%,.0f"),
    WITHOUT_P99_MICROS("p99 us with two", "%,.0f"),
    DURING_P50_MICROS("p50 us during", "%,.0f"),
    DURING_P99_MICROS("p99 us during", "%,.0f"),
    DURING_TO_BEFORE_P50("p50 during to before", "%.2f"),
    DURING_TO_BEFORE_P99("p99 during to before", "%.2f"),
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
