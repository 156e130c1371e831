package io.balsa.raft.benchmarks.plots;

import io.balsa.raft.benchmarks.plots.MicroRun.Score;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The core by voters and batch, and the log against the least that a disk can do. */
final class MicroPlots {
    private static final List<Integer> VOTERS = List.of(1, 3, 5);
    private static final List<Integer> ENTRIES = List.of(1, 64, 1024);
    private static final int HEADING = 30;
    private static final int GAP = 10;

    private MicroPlots() {}

    static String core(MicroRun run) {
        Sheet sheet = new Sheet(
                "The core alone: from proposal to application on the leader",
                "Time and allocation per entry, without disk and network. The strokes are 99.9 % confidence intervals.",
                run.source(),
                HEADING + VOTERS.size() * Bars.ROW + 6);
        for (int row = 0; row < VOTERS.size(); row++) {
            int voters = VOTERS.get(row);
            sheet.svg()
                    .text(
                            Sheet.NAMES_END,
                            Bars.baseline(Sheet.TOP + HEADING + row * Bars.ROW),
                            "end",
                            voters + (voters == 1 ? " voter" : " voters"));
        }
        corePanel(sheet.svg(), run, 140, "CoreBenchmark.commit1", "one entry at a time");
        corePanel(sheet.svg(), run, 520, "CoreBenchmark.commit64", "64 entries together");
        return sheet.svg().finish();
    }

    private static void corePanel(Svg svg, MicroRun run, int left, String benchmark, String heading) {
        svg.text(left, Sheet.TOP + 12, "strong", heading);
        List<Optional<Score>> scores =
                VOTERS.stream().map(v -> run.score(benchmark + " voters=" + v)).toList();
        svg.vertical(left, Sheet.TOP + HEADING - 6, Sheet.TOP + HEADING + VOTERS.size() * Bars.ROW, "line");
        Bars bars = new Bars(svg, left, 190, longest(scores.stream()));
        for (int row = 0; row < scores.size(); row++) {
            draw(
                    bars,
                    Sheet.TOP + HEADING + row * Bars.ROW,
                    scores.get(row),
                    "balsa",
                    s -> Quantity.nanos(s.value()) + " · " + Quantity.bytes(s.bytes()));
        }
    }

    static String append(MicroRun run) {
        int group = 2 * Bars.ROW + GAP;
        Sheet sheet = new Sheet(
                "The log on a disk, against the least that a disk can do",
                "Time to make a batch of 256 B entries durable: through the log, and the same bytes written and forced by hand.",
                run.source(),
                ENTRIES.size() * group);
        Svg svg = sheet.svg();
        double longest = longest(ENTRIES.stream().flatMap(n -> Stream.of(persist(run, n), floor(run, n))));
        Bars bars = new Bars(svg, 216, 430, longest);
        svg.vertical(216, Sheet.TOP, Sheet.TOP + ENTRIES.size() * group - GAP, "line");
        double top = Sheet.TOP;
        for (int entries : ENTRIES) {
            Optional<Score> floor = floor(run, entries);
            svg.text(Sheet.LEFT, Bars.baseline(top), "strong", entries + (entries == 1 ? " entry" : " entries"));
            svg.text(206, Bars.baseline(top), "end balsa", "Balsa's log");
            svg.text(206, Bars.baseline(top + Bars.ROW), "end", "by hand");
            draw(
                    bars,
                    top,
                    persist(run, entries),
                    "balsa",
                    s -> Quantity.micros(s.value())
                            + floor.map(f -> " · " + Quantity.ratio(s.value() / f.value()) + " times")
                                    .orElse(""));
            draw(bars, top + Bars.ROW, floor, "floor", s -> Quantity.micros(s.value()));
            top += group;
        }
        return svg.finish();
    }

    private static Optional<Score> persist(MicroRun run, int entries) {
        return run.score("AppendBenchmark.persist entries=" + entries);
    }

    private static Optional<Score> floor(MicroRun run, int entries) {
        return run.score("AppendBenchmark.floor entries=" + entries);
    }

    /** {@return the greatest of them, with the interval of its confidence} */
    private static double longest(Stream<Optional<Score>> scores) {
        return scores.flatMap(Optional::stream)
                .mapToDouble(score -> score.value() + (score.error() < score.value() ? score.error() : 0))
                .max()
                .orElse(1);
    }

    private interface Label {
        String of(Score score);
    }

    private static void draw(Bars bars, double top, Optional<Score> score, String colour, Label label) {
        bars.bar(
                top,
                score.map(Score::value).orElse(Double.NaN),
                score.map(Score::error).orElse(Double.NaN),
                colour,
                score.map(label::of).orElse(""));
    }
}
