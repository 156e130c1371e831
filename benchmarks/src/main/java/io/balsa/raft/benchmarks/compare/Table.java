package io.balsa.raft.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints results as Markdown, so that they can go into a document as they are. */
final class Table {
    private static final List<Metric> COLUMNS = List.of(
            Metric.OPS_PER_SECOND,
            Metric.MEGABYTES_PER_SECOND,
            Metric.P50_MICROS,
            Metric.P99_MICROS,
            Metric.P999_MICROS,
            Metric.MAX_MICROS,
            Metric.CPU_SECONDS_PER_MILLION,
            Metric.ALLOCATED_BYTES,
            Metric.OTHERS_BUSY);

    private final Results results;

    Table(Results results) {
        this.results = results;
    }

    String settings() {
        StringBuilder out = new StringBuilder("| library | version | settings |\n|---|---|---|\n");
        for (Subject subject : results.subjects()) {
            Outcome outcome = results.rounds(subject).get(0);
            out.append(row(List.of(subject.title(), outcome.version(), outcome.settings())));
        }
        return out.toString();
    }

    String window(int window) {
        List<String> titles = new ArrayList<>(List.of("library"));
        COLUMNS.forEach(metric -> titles.add(metric.title()));
        titles.addAll(List.of("ops/s to floor", "ops/s to balsa", "p50 to floor"));
        StringBuilder out = new StringBuilder(row(titles));
        out.append("|---").append("|---:".repeat(titles.size() - 1)).append("|\n");
        for (Subject subject : results.subjects()) {
            List<String> cells = new ArrayList<>(List.of(subject.title()));
            for (Metric metric : COLUMNS) {
                cells.add(text(subject, window, metric));
            }
            cells.add(ratio(results.ratio(subject, Subject.FLOOR, window, Metric.OPS_PER_SECOND)));
            cells.add(ratio(results.ratio(subject, Subject.BALSA, window, Metric.OPS_PER_SECOND)));
            cells.add(ratio(results.ratio(subject, Subject.FLOOR, window, Metric.P50_MICROS)));
            out.append(row(cells));
        }
        return out.toString();
    }

    private String text(Subject subject, int window, Metric metric) {
        String text = metric.text(results.median(subject, window, metric));
        boolean partial = metric == Metric.ALLOCATED_BYTES && results.median(subject, window, Metric.ENDED_THREADS) > 0;
        return partial ? "at least " + text : text;
    }

    private static String ratio(double ratio) {
        return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.3f", ratio);
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
