package io.balsa.raft.benchmarks.plots;

import io.balsa.raft.benchmarks.plots.MicroRun.Score;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What JMH measured, as a table: each benchmark from the latest run that has it. */
final class MicroTable {
    /** The bytes of this one are those of its preparation. */
    private static final String WITHOUT_BYTES = "ApplyBenchmark.handOff";

    private record Line(String what, String benchmark, List<String> params) {
        Line(String what, String benchmark, String... params) {
            this(what, benchmark, List.of(params));
        }

        Stream<String> names() {
            return params.isEmpty() ? Stream.of(benchmark) : params.stream().map(p -> benchmark + " " + p);
        }
    }

    private static final List<Line> LINES = List.of(
            voters("core: propose to applied, one entry", "CoreBenchmark.commit1"),
            voters("core: the same, 64 entries together, per entry", "CoreBenchmark.commit64"),
            new Line("core: follower takes a request with one entry", "FollowerBenchmark.append1"),
            new Line("core: the same, 64 entries, per entry", "FollowerBenchmark.append64"),
            new Line("core: tick of a leader with nothing to do", "IdleBenchmark.leaderTick"),
            new Line("core: tick of a follower with nothing to do", "IdleBenchmark.followerTick"),
            new Line("core: leader's round of heartbeats to two peers", "IdleBenchmark.leaderHeartbeatRound"),
            new Line("core: follower hears a heartbeat", "IdleBenchmark.followerHearsHeartbeat"),
            new Line("core: conflict in the second of 1,000 terms", "ConflictBenchmark.refuseWhenPartedAtStart"),
            new Line("core: conflict in the last of 1,000 terms", "ConflictBenchmark.refuseWhenPartedAtEnd"),
            new Line("core: 1,000 terms that it has already", "ConflictBenchmark.recognizeDuplicate"),
            sizes("codec: request into its frame", "CodecBenchmark.encode", "entries"),
            sizes("codec: request out of its frame", "CodecBenchmark.decode", "entries"),
            sizes("log: a batch written and forced", "AppendBenchmark.persist", "entries"),
            sizes("log: the same bytes by hand", "AppendBenchmark.floor", "entries"),
            sizes("runtime: acknowledged by peers to completed, per command", WITHOUT_BYTES, "batch"),
            sizes("runtime: proposed to completed on one thread, per command", "ApplyBenchmark.wholeWay", "batch"),
            new Line(
                    "three servers in memory, commands per second",
                    "MemoryBenchmark.propose",
                    "servers=3 window=1",
                    "servers=3 window=64",
                    "servers=3 window=1024"));

    private MicroTable() {}

    private static Line voters(String what, String benchmark) {
        return new Line(what, benchmark, "voters=1", "voters=3", "voters=5");
    }

    private static Line sizes(String what, String benchmark, String param) {
        return new Line(what, benchmark, param + "=1", param + "=64", param + "=1024");
    }

    /** {@return the table and where it is from; nothing if there is no figure} */
    static Optional<String> of(KeptRuns runs) {
        TreeSet<String> sources = new TreeSet<>();
        List<List<String>> rows = LINES.stream()
                .flatMap(line -> line.names()
                        .flatMap(name -> runs.micro(name).stream().map(run -> {
                            sources.add(Markdown.from(run.source()));
                            return row(line, name, run.score(name).orElseThrow());
                        })))
                .toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Markdown.table(List.of("what", "with", "time or rate", "±", "B/op"), rows.stream()) + "\n"
                + String.join("", sources));
    }

    private static List<String> row(Line line, String name, Score score) {
        String params = name.equals(line.benchmark())
                ? ""
                : name.substring(line.benchmark().length() + 1)
                        .replace("servers=3 ", "")
                        .replace("=", " ");
        double share = 100 * score.error() / score.value();
        return List.of(
                line.what(),
                params,
                quantity(score),
                Double.isFinite(share) ? String.format(Locale.ROOT, "%.0f %%", share) : "–",
                line.benchmark().equals(WITHOUT_BYTES) || !Double.isFinite(score.bytes())
                        ? "–"
                        : Quantity.plain(score.bytes() < 0.1 ? 0 : score.bytes()));
    }

    private static String quantity(Score score) {
        return switch (score.unit()) {
            case "ns/op" -> Quantity.nanos(score.value());
            case "us/op" -> Quantity.micros(score.value());
            case "ops/s" -> Quantity.perSecond(score.value());
            default -> Quantity.plain(score.value()) + " " + score.unit();
        };
    }
}
