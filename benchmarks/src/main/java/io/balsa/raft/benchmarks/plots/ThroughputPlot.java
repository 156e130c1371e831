package io.balsa.raft.benchmarks.plots;

import java.util.List;

/** Throughput as a share of the floor's, in a panel for each window. */
final class ThroughputPlot {
    private static final String RATE = "OPS_PER_SECOND";
    private static final int PANEL = 246;
    private static final int BAR = 132;
    private static final int FIRST_PANEL = 140;
    private static final int HEADING = 30;
    private static final int MOST_PANELS = 3;

    private ThroughputPlot() {}

    static String draw(ClusterRun run) {
        List<String> libraries = run.libraries().stream()
                .filter(library -> !library.equals(ClusterRun.FLOOR))
                .toList();
        List<Integer> windows = run.values().stream().limit(MOST_PANELS).toList();
        int height = HEADING + libraries.size() * Bars.ROW + 6;
        Sheet sheet = new Sheet(
                "Durable writes per second, as a share of what the machine can do",
                "Three servers, every write on the disks of two before it is acknowledged, " + run.bytes()
                        + " B. 1.00 is the floor: the same work without consensus.",
                run.source(),
                height);
        for (int row = 0; row < libraries.size(); row++) {
            sheet.name(Bars.baseline(Sheet.TOP + HEADING + row * Bars.ROW), libraries.get(row));
        }
        for (int i = 0; i < windows.size(); i++) {
            panel(sheet.svg(), FIRST_PANEL + i * PANEL, run, windows.get(i), libraries);
        }
        return sheet.svg().finish();
    }

    private static void panel(Svg svg, int left, ClusterRun run, int window, List<String> libraries) {
        double floor = run.median(ClusterRun.FLOOR, window, RATE);
        svg.text(left, Sheet.TOP + 12, "strong", window + " in flight");
        double longest = libraries.stream()
                .mapToDouble(library -> run.ratioToFloor(library, window, RATE))
                .filter(Double::isFinite)
                .reduce(1, Math::max);
        double bottom = Sheet.TOP + HEADING + libraries.size() * Bars.ROW;
        svg.vertical(left, Sheet.TOP + HEADING - 6, bottom, "line");
        svg.vertical(left + BAR / longest, Sheet.TOP + HEADING - 6, bottom, "grid");
        if (Double.isFinite(floor)) {
            svg.text(left + BAR / longest, Sheet.TOP + 12, "small mid", "floor " + Quantity.perSecond(floor));
        }
        Bars bars = new Bars(svg, left, BAR, longest);
        for (int row = 0; row < libraries.size(); row++) {
            String library = libraries.get(row);
            double share = run.ratioToFloor(library, window, RATE);
            bars.bar(
                    Sheet.TOP + HEADING + row * Bars.ROW,
                    share,
                    Sheet.colour(library),
                    Quantity.ratio(share) + " · " + Quantity.perSecond(run.median(library, window, RATE)));
        }
    }
}
