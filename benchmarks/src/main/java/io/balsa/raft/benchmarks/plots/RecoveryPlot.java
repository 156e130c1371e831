package io.balsa.raft.benchmarks.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How long it takes until writes go on without a leader, and until a server is back. */
final class RecoveryPlot {
    private static final int SIGKILL = 9;
    private static final int LEFT = 140;
    private static final int PITCH = 370;
    private static final int WIDTH = 240;
    private static final int HEADING = 30;
    private static final int GAP = 16;
    private static final int ACROSS = 2;
    private static final double MILLIS = 1000;

    private record Panel(ClusterRun run, int value, String metric, double toSeconds, String heading) {
        double seconds(String library) {
            return run.median(library, value, metric) * toSeconds;
        }
    }

    private RecoveryPlot() {}

    static String draw(Optional<ClusterRun> failover, Optional<ClusterRun> recovery) {
        List<Panel> panels = new ArrayList<>();
        failover.ifPresent(run -> run.values()
                .forEach(signal -> panels.add(new Panel(
                        run,
                        signal,
                        "FAILOVER_MILLIS",
                        1 / MILLIS,
                        signal == SIGKILL ? "leader killed: next write after" : "leader frozen: next write after"))));
        recovery.ifPresent(run -> run.values().forEach(entries -> {
            String log = String.format(Locale.ROOT, "follower with %,d entries: ", entries);
            panels.add(new Panel(run, entries, "STARTED_SECONDS", 1, log + "started"));
            panels.add(new Panel(run, entries, "APPLIED_SECONDS", 1, log + "all applied"));
        }));
        TreeSet<String> all = new TreeSet<>();
        panels.forEach(panel -> all.addAll(panel.run().libraries()));
        List<String> libraries = Libraries.inOrder(all);
        int bandHeight = HEADING + libraries.size() * Bars.ROW + GAP;
        Sheet sheet = new Sheet(
                "After a failure",
                "Time from the signal to the next acknowledged write, and from the start of a process until it is back. Medians.",
                Stream.of(failover, recovery)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElseThrow()
                        .source(),
                (panels.size() + 1) / ACROSS * bandHeight - GAP);
        for (int i = 0; i < panels.size(); i++) {
            draw(sheet, panels.get(i), libraries, LEFT + i % ACROSS * PITCH, Sheet.TOP + i / ACROSS * bandHeight);
        }
        return sheet.svg().finish();
    }

    private static void draw(Sheet sheet, Panel panel, List<String> libraries, double left, double top) {
        Svg svg = sheet.svg();
        svg.text(left, top + 12, "strong", panel.heading());
        double longest = libraries.stream()
                .mapToDouble(panel::seconds)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        svg.vertical(left, top + HEADING - 6, top + HEADING + libraries.size() * Bars.ROW, "line");
        Bars bars = new Bars(svg, left, WIDTH, longest);
        for (int row = 0; row < libraries.size(); row++) {
            String library = libraries.get(row);
            double rowTop = top + HEADING + row * Bars.ROW;
            if (left == LEFT) {
                sheet.name(Bars.baseline(rowTop), library);
            }
            double seconds = panel.seconds(library);
            bars.bar(rowTop, seconds, Sheet.colour(library), Double.isFinite(seconds) ? Quantity.seconds(seconds) : "");
        }
    }
}
