package io.balsa.raft.benchmarks.plots;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** What a write costs: processor time and allocation, all three servers and the proposer together. */
final class CostPlot {
    private static final int ROW = 22;
    private static final int GROUP_HEADING = 28;
    private static final int COLUMN_HEADING = 20;
    private static final int AXIS_LABELS = 22;
    private static final int WIDTH = 290;
    private static final int GAP = 9;

    private record Panel(int left, String metric, double least, DoubleFunction<String> unit, String heading) {}

    private static final List<Panel> PANELS = List.of(
            new Panel(
                    150,
                    "CPU_SECONDS_PER_MILLION",
                    0.1,
                    Quantity::micros,
                    "processor time per write (µs = s per million)"),
            new Panel(530, "ALLOCATED_BYTES", 1, Quantity::bytes, "heap allocated per write"));

    private CostPlot() {}

    static String draw(ClusterRun run) {
        List<String> libraries = run.libraries();
        List<Integer> windows = run.values();
        int rows = windows.size() * (GROUP_HEADING + libraries.size() * ROW);
        Sheet sheet = new Sheet(
                "What a write costs",
                "Three servers and the proposing thread together, " + run.bytes()
                        + " B, logarithmic scales. Less is better.",
                run.source(),
                COLUMN_HEADING + rows + AXIS_LABELS);
        double top = Sheet.TOP + COLUMN_HEADING;
        for (int window : windows) {
            sheet.svg().text(Sheet.LEFT, top + 19, "strong", window + " in flight");
            top += GROUP_HEADING;
            for (String library : libraries) {
                sheet.name(top + 15, library);
                top += ROW;
            }
        }
        for (Panel panel : PANELS) {
            draw(panel, sheet.svg(), run);
        }
        return sheet.svg().finish();
    }

    private static void draw(Panel panel, Svg svg, ClusterRun run) {
        List<String> libraries = run.libraries();
        ToDoubleFunction<Integer> rowsOf = windows -> windows * (double) (GROUP_HEADING + libraries.size() * ROW);
        LogAxis axis = new LogAxis(
                panel.left(),
                WIDTH,
                run.values().stream()
                        .flatMapToDouble(window ->
                                libraries.stream().mapToDouble(library -> run.median(library, window, panel.metric()))),
                panel.least());
        double top = Sheet.TOP + COLUMN_HEADING;
        double bottom = top + rowsOf.applyAsDouble(run.values().size());
        svg.text(panel.left(), Sheet.TOP + 10, "quiet", panel.heading());
        axis.grid(svg, top + GROUP_HEADING / 2.0, bottom);
        axis.labels(svg, bottom + 15, panel.unit());
        for (int window : run.values()) {
            top += GROUP_HEADING;
            for (String library : libraries) {
                double value = run.median(library, window, panel.metric());
                if (Double.isFinite(value)) {
                    double x = axis.x(value);
                    boolean atTheEnd = x > panel.left() + 0.7 * WIDTH;
                    svg.dot(x, top + ROW / 2.0, 5, Sheet.colour(library));
                    svg.text(
                            atTheEnd ? x - GAP : x + GAP,
                            top + 15,
                            (atTheEnd ? "end " : "") + (Libraries.BALSA.equals(library) ? "strong" : "quiet"),
                            panel.unit().apply(value));
                } else {
                    svg.text(panel.left() + GAP, top + 15, "quiet", "no figure");
                }
                top += ROW;
            }
        }
    }
}
