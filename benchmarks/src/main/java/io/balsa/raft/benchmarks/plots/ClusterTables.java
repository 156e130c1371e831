package io.balsa.raft.benchmarks.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;

/** What {@code bin/bench cluster} measured, as tables: one for each value that was gone through. */
final class ClusterTables {
    private record Column(String title, String metric, DoubleFunction<String> format, boolean toFloor) {
        static Column of(String title, String metric, String format) {
            return new Column(title, metric, value -> String.format(Locale.ROOT, format, value), false);
        }

        static Column toFloor(String title, String metric) {
            return new Column(title, metric, Quantity::ratio, true);
        }

        double value(ClusterRun run, String library, int value) {
            return toFloor ? run.ratioToFloor(library, value, metric) : run.median(library, value, metric);
        }
    }

    private static final String WHOLE = "%,.0f";

    private static final Map<String, List<Column>> COLUMNS = Map.of(
            "throughput",
            List.of(
                    Column.of("ops/s", "OPS_PER_SECOND", WHOLE),
                    Column.toFloor("of the floor", "OPS_PER_SECOND"),
                    Column.of("p50 µs", "P50_MICROS", WHOLE),
                    Column.toFloor("p50 to the floor's", "P50_MICROS"),
                    Column.of("p99 µs", "P99_MICROS", WHOLE),
                    Column.of("p99.9 µs", "P999_MICROS", WHOLE),
                    Column.of("max µs", "MAX_MICROS", WHOLE),
                    Column.of("longest pause ms", "PAUSE_MILLIS", "%,.1f"),
                    Column.of("CPU s/Mop", "CPU_SECONDS_PER_MILLION", "%,.1f"),
                    Column.of("B/op", "ALLOCATED_BYTES", WHOLE)),
            "latency",
            List.of(
                    Column.of("rate/s", "OPS_PER_SECOND", WHOLE),
                    Column.of("p50 µs", "P50_MICROS", WHOLE),
                    Column.of("p99 µs", "P99_MICROS", WHOLE),
                    Column.of("p99.9 µs", "P999_MICROS", WHOLE),
                    Column.of("max µs", "MAX_MICROS", WHOLE),
                    Column.of("longest pause ms", "PAUSE_MILLIS", "%,.1f")),
            "idle",
            List.of(
                    Column.of("% of a core", "CPU_PERCENT", "%.2f"),
                    Column.of("B/s", "ALLOCATED_BYTES_PER_SECOND", WHOLE),
                    Column.of("threads", "THREADS", WHOLE)),
            "durability",
            List.of(
                    Column.of("forces/op", "FORCES", "%.4f"),
                    Column.of("fastest µs when forces are delayed", "FASTEST_WHEN_DELAYED_MICROS", WHOLE),
                    Column.of("when two servers' are", "FASTEST_WHEN_TWO_DELAYED_MICROS", WHOLE)),
            "failover",
            List.of(Column.of("ms to the next write", "FAILOVER_MILLIS", WHOLE)),
            "recovery",
            List.of(
                    Column.of("started after s", "STARTED_SECONDS", "%.2f"),
                    Column.of("all applied after s", "APPLIED_SECONDS", "%.2f")),
            "catchup",
            List.of(
                    Column.of("caught up after s", "CATCH_UP_SECONDS", "%.1f"),
                    Column.of("MB/s", "CATCH_UP_MEGABYTES_PER_SECOND", "%.1f"),
                    Column.of("of the disk's speed", "CATCH_UP_TO_DISK", "%.2f"),
                    Column.of("p99 µs before", "BEFORE_P99_MICROS", WHOLE),
                    Column.of("during", "DURING_P99_MICROS", WHOLE),
                    Column.of("during to before", "DURING_TO_BEFORE_P99", "%.2f")));

    private static final Map<String, String> HEADINGS = Map.of(
            "throughput", "%,d in flight",
            "latency", "Open loop at %d %% of the library's own throughput",
            "idle", "Idle for %d s",
            "durability", "%,d in flight, under strace",
            "failover", "The leader's process gets signal %d",
            "recovery", "A follower with %,d entries starts again",
            "catchup", "A follower %,d MiB behind catches up");

    private ClusterTables() {}

    /** {@return all tables of a run, with their headings and where they are from} */
    static String of(ClusterRun run) {
        StringBuilder out = new StringBuilder();
        for (int value : run.values()) {
            out.append(String.format(Locale.ROOT, HEADINGS.getOrDefault(run.mode(), run.mode() + " %d"), value));
            if (run.bytes() != KeptRuns.USUAL_BYTES) {
                out.append(String.format(Locale.ROOT, ", commands of %,d B", run.bytes()));
            }
            out.append(":\n\n").append(table(run, value)).append('\n');
        }
        run.failures()
                .forEach((library, rounds) -> rounds.forEach((round, why) -> out.append(String.format(
                        Locale.ROOT, "No figures of %s in round %d: %s.\n\n", Libraries.name(library), round, why))));
        return out.append(Markdown.from(run.source())).toString();
    }

    private static String table(ClusterRun run, int value) {
        List<Column> columns = COLUMNS.getOrDefault(run.mode(), List.of()).stream()
                .filter(column -> run.libraries().stream().anyMatch(l -> Double.isFinite(column.value(run, l, value))))
                .toList();
        List<String> titles = new ArrayList<>(List.of("library"));
        columns.forEach(column -> titles.add(column.title()));
        return Markdown.table(titles, run.libraries().stream().map(library -> {
            boolean ours = library.equals(Libraries.BALSA);
            List<String> cells = new ArrayList<>(List.of(bold(Libraries.name(library), ours)));
            for (Column column : columns) {
                double figure = column.value(run, library, value);
                // What threads had allocated that ended meanwhile is unknown.
                boolean partial =
                        column.metric().equals("ALLOCATED_BYTES") && run.median(library, value, "ENDED_THREADS") > 0;
                String text = (partial ? "at least " : "") + column.format().apply(figure);
                cells.add(Double.isFinite(figure) ? bold(text, ours) : "–");
            }
            return cells;
        }));
    }

    private static String bold(String text, boolean bold) {
        return bold ? "**" + text + "**" : text;
    }
}
