package io.balsa.raft.benchmarks.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the comparison is about, and what is told of it. */
enum Mode {
    THROUGHPUT("Window %d"),
    LATENCY("Open loop at %d %% of the library's own throughput"),
    IDLE("Idle for %d s"),
    DURABILITY("Window %d, under strace"),
    FAILOVER("Leader's process gets signal %d"),
    RECOVERY("Restart of a follower with %d entries"),
    CATCHUP("A follower that is %d MiB behind catches up");

    private final String heading;

    Mode(String heading) {
        this.heading = heading;
    }

    static Mode named(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.title().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--mode '" + name + "': expected one of "
                        + String.join(
                                ", ", Arrays.stream(values()).map(Mode::title).toList())));
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return whether each server has a process of its own} */
    boolean runsServersApart() {
        return this == FAILOVER || this == RECOVERY || this == CATCHUP;
    }

    /** {@return what stands above the table for one of the values that were gone through} */
    String heading(int value) {
        return String.format(Locale.ROOT, heading, value);
    }

    /** {@return the option that lists the values to go through, each with a table of its own} */
    String valuesOption() {
        return switch (this) {
            case THROUGHPUT, DURABILITY -> "windows";
            case LATENCY -> "percent";
            case IDLE -> "seconds";
            case FAILOVER -> "signals";
            case RECOVERY -> "entries";
            case CATCHUP -> "mib-behind";
        };
    }

    List<Metric> columns() {
        return switch (this) {
            case THROUGHPUT ->
                List.of(
                        Metric.OPS_PER_SECOND,
                        Metric.MEGABYTES_PER_SECOND,
                        Metric.P50_MICROS,
                        Metric.P99_MICROS,
                        Metric.P999_MICROS,
                        Metric.MAX_MICROS,
                        Metric.PAUSE_MILLIS,
                        Metric.HICCUP_IN_PAUSE_MILLIS,
                        Metric.HICCUP_MILLIS,
                        Metric.GC_MILLIS_PER_SECOND,
                        Metric.CPU_SECONDS_PER_MILLION,
                        Metric.ALLOCATED_BYTES,
                        Metric.OTHERS_BUSY);
            case LATENCY ->
                List.of(
                        Metric.MAX_OPS_PER_SECOND,
                        Metric.OPS_PER_SECOND,
                        Metric.P50_MICROS,
                        Metric.P99_MICROS,
                        Metric.P999_MICROS,
                        Metric.MAX_MICROS,
                        Metric.PAUSE_MILLIS,
                        Metric.HICCUP_IN_PAUSE_MILLIS,
                        Metric.HICCUP_MILLIS,
                        Metric.GC_MILLIS_PER_SECOND,
                        Metric.OTHERS_BUSY);
            case IDLE ->
                List.of(Metric.CPU_PERCENT, Metric.ALLOCATED_BYTES_PER_SECOND, Metric.THREADS, Metric.OTHERS_BUSY);
            case DURABILITY ->
                List.of(
                        Metric.COMMANDS,
                        Metric.FORCES,
                        Metric.FORCES_PER_SECOND,
                        Metric.FASTEST_WHEN_DELAYED_MICROS,
                        Metric.FASTEST_WHEN_TWO_DELAYED_MICROS);
            case FAILOVER -> List.of(Metric.FAILOVER_MILLIS);
            case RECOVERY -> List.of(Metric.STARTED_SECONDS, Metric.APPLIED_SECONDS);
            case CATCHUP ->
                List.of(
                        Metric.STARTED_SECONDS,
                        Metric.CATCH_UP_SECONDS,
                        Metric.CATCH_UP_MEGABYTES_PER_SECOND,
                        Metric.DISK_MEGABYTES_PER_SECOND,
                        Metric.DISK_FORCED_MEGABYTES_PER_SECOND,
                        Metric.CATCH_UP_TO_DISK,
                        Metric.BEFORE_P50_MICROS,
                        Metric.DURING_P50_MICROS,
                        Metric.DURING_TO_BEFORE_P50,
                        Metric.BEFORE_P99_MICROS,
                        Metric.WITHOUT_P99_MICROS,
                        Metric.DURING_P99_MICROS,
                        Metric.DURING_TO_BEFORE_P99);
        };
    }

    /** {@return the figures whose ratio to the floor is told too} */
    List<Metric> ratiosToFloor() {
        return switch (this) {
            case THROUGHPUT -> List.of(Metric.OPS_PER_SECOND, Metric.P50_MICROS);
            case LATENCY -> List.of(Metric.P50_MICROS, Metric.P99_MICROS);
            case IDLE, DURABILITY, FAILOVER, RECOVERY, CATCHUP -> List.of();
        };
    }

    /** {@return the figures whose ratio to Balsa is told too} */
    List<Metric> ratiosToBalsa() {
        return this == THROUGHPUT ? List.of(Metric.OPS_PER_SECOND) : List.of();
    }
}
