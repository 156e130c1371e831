package io.balsa.raft.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints results as Markdown, so that they can go into a document as they are. */
final class Table {
    private final Mode mode;
    private final Results results;
    private final List<Metric> columns;

    /**
     * Creates it.
     *
     * @param traced whether calls that force files were counted
     */
    Table(Mode mode, Results results, boolean traced) {
        this.mode = mode;
        this.results = results;
        this.columns = new ArrayList<>(mode.columns());
        if (traced) {
            columns.add(Metric.FORCES);
        }
    }

    String settings() {
        StringBuilder out = new StringBuilder("| library | version | settings |\n|---|---|---|\n");
        for (Subject subject : results.subjects()) {
            Outcome outcome = results.rounds(subject).get(0);
            out.append(row(List.of(subject.title(), outcome.version(), outcome.settings())));
        }
        return out.toString();
    }

    /** {@return what went wrong, or nothing} */
    String failures() {
        StringBuilder out = new StringBuilder();
        results.failures()
                .forEach((subject, rounds) -> rounds.forEach((round, problem) -> out.append(String.format(
                        "FAILED: %s in round %d has no figures: %s%n", subject.title(), round, problem))));
        return out.toString();
    }

    String of(int value, int bytes) {
        List<String> titles = new ArrayList<>(List.of("library"));
        columns.forEach(metric -> titles.add(metric.title()));
        mode.ratiosToFloor().forEach(metric -> titles.add(metric.title() + " to floor"));
        mode.ratiosToBalsa().forEach(metric -> titles.add(metric.title() + " to balsa"));
        StringBuilder out = new StringBuilder(mode.heading(value))
                .append(", commands of ")
                .append(bytes)
                .append(" B\n\n")
                .append(row(titles));
        out.append("|---").append("|---:".repeat(titles.size() - 1)).append("|\n");
        for (Subject subject : results.subjects()) {
            List<String> cells = new ArrayList<>(List.of(subject.title()));
            columns.forEach(metric -> cells.add(text(subject, value, metric)));
            mode.ratiosToFloor()
                    .forEach(metric -> cells.add(ratio(results.ratio(subject, Subject.FLOOR, value, metric))));
            mode.ratiosToBalsa()
                    .forEach(metric -> cells.add(ratio(results.ratio(subject, Subject.BALSA, value, metric))));
            out.append(row(cells));
        }
        return out.toString();
    }

    private String text(Subject subject, int window, Metric metric) {
        if (Double.isNaN(results.median(subject, window, metric))) {
            return "-";
        }
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
