package io.balsa.raft.benchmarks.plots;

import java.util.List;
import java.util.stream.DoubleStream;

/** How long a write takes, library by library for each window: the middle, and how far the slow ones are from it. */
final class LatencyPlot {
    static final List<String> METRICS = List.of("P50_MICROS", "P99_MICROS", "P999_MICROS");

    private static final int ROW = 22;
    private static final int GROUP_HEADING = 28;
    private static final int COLUMN_HEADING = 20;
    private static final int AXIS_LABELS = 22;
    private static final int LEFT = 146;
    private static final int WIDTH = 440;
    private static final int COLUMN = 82;

    private LatencyPlot() {}

    static String draw(ClusterRun run) {
        List<String> libraries = run.libraries();
        List<Integer> windows = run.values();
        int rows = windows.size() * (GROUP_HEADING + libraries.size() * ROW);
        Sheet sheet = new Sheet(
                "Time from proposal to acknowledgement",
                "Closed loop, " + run.bytes()
                        + " B, logarithmic scale. Dot: half of the writes were quicker. Ring: 99 %."
                        + " Stroke: 99.9 %.",
                run.source(),
                COLUMN_HEADING + rows + AXIS_LABELS);
        Svg svg = sheet.svg();
        LogAxis axis = new LogAxis(
                LEFT,
                WIDTH,
                windows.stream()
                        .flatMapToDouble(window -> libraries.stream()
                                .flatMapToDouble(library ->
                                        METRICS.stream().mapToDouble(metric -> run.median(library, window, metric)))),
                1);
        List<String> titles = List.of("p50", "p99", "p99.9");
        for (int i = 0; i < titles.size(); i++) {
            svg.text(column(i), Sheet.TOP + 10, "end quiet", titles.get(i));
        }
        double top = Sheet.TOP + COLUMN_HEADING;
        axis.grid(svg, top + GROUP_HEADING / 2.0, top + rows);
        for (int window : windows) {
            svg.text(Sheet.LEFT, top + 19, "strong", window + " in flight");
            top += GROUP_HEADING;
            for (String library : libraries) {
                row(sheet, axis, top, library, METRICS.stream().mapToDouble(m -> run.median(library, window, m)));
                top += ROW;
            }
        }
        axis.labels(svg, top + 15, Quantity::micros);
        return svg.finish();
    }

    private static int column(int number) {
        return Sheet.RIGHT - (METRICS.size() - 1 - number) * COLUMN;
    }

    private static void row(Sheet sheet, LogAxis axis, double top, String library, DoubleStream figures) {
        Svg svg = sheet.svg();
        double[] micros = figures.toArray();
        double baseline = top + 15;
        double middle = top + ROW / 2.0;
        sheet.name(baseline, library);
        for (int i = 0; i < micros.length; i++) {
            boolean known = Double.isFinite(micros[i]);
            svg.text(
                    column(i),
                    baseline,
                    Libraries.BALSA.equals(library) ? "end strong" : "end",
                    known ? Quantity.micros(micros[i]) : "–");
        }
        if (DoubleStream.of(micros).allMatch(Double::isFinite)) {
            String colour = Sheet.colour(library);
            svg.horizontal(axis.x(micros[0]), axis.x(micros[2]), middle, colour + " span");
            svg.vertical(axis.x(micros[2]), middle - 5, middle + 5, colour + " span");
            svg.dot(axis.x(micros[1]), middle, 4, colour + " hollow");
            svg.dot(axis.x(micros[0]), middle, 5, colour);
        }
    }
}
