package io.balsa.raft.benchmarks.plots;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that is made from the runs that are kept.
 *
 * @param images drawings by file name, empty if there is nothing to draw
 * @param regions parts of {@code docs/performance.md} and of the README by name
 */
record Publication(Map<String, Optional<String>> images, Map<String, String> regions) {
    private static final String NOTHING = "No run is kept yet.\n";

    private static final String THROUGHPUT = "throughput";
    private static final String FAILOVER = "failover";
    private static final String RECOVERY = "recovery";

    static Publication of(KeptRuns runs) {
        Optional<ClusterRun> closed = runs.cluster(THROUGHPUT);
        Optional<ClusterRun> failover = runs.cluster(FAILOVER);
        Optional<ClusterRun> recovery = runs.cluster(RECOVERY);
        Map<String, Optional<String>> images = new LinkedHashMap<>();
        images.put(
                "throughput.svg",
                closed.filter(run -> run.libraries().contains(ClusterRun.FLOOR)).map(ThroughputPlot::draw));
        images.put("latency.svg", closed.map(LatencyPlot::draw));
        images.put("cost.svg", closed.map(CostPlot::draw));
        images.put("core.svg", runs.micro("CoreBenchmark.commit1 voters=3").map(MicroPlots::core));
        images.put("append.svg", runs.micro("AppendBenchmark.persist entries=1").map(MicroPlots::append));
        images.put("failover.svg", failover.or(() -> recovery).map(run -> RecoveryPlot.draw(failover, recovery)));
        return new Publication(images, new Regions(runs, images).all());
    }

    /** The texts, which show the drawings that there are. */
    private record Regions(KeptRuns runs, Map<String, Optional<String>> images) {
        Map<String, String> all() {
            Map<String, String> regions = new LinkedHashMap<>();
            List<String> descriptions = List.of(
                    "Throughput of each library as a share of the floor's",
                    "Latencies of each library",
                    "Processor time and allocation of each library");
            regions.put(
                    THROUGHPUT,
                    image("throughput.svg", descriptions.get(0))
                            + image("latency.svg", descriptions.get(1))
                            + image("cost.svg", descriptions.get(2))
                            + tables(THROUGHPUT));
            regions.put("sizes", joined(runs.otherSizes(THROUGHPUT), ClusterTables::of));
            regions.put("latency", tables("latency"));
            regions.put("idle", tables("idle"));
            regions.put("durability", tables("durability"));
            String afterFailures = image("failover.svg", "Times after a failure");
            regions.put(FAILOVER, afterFailures + tables(FAILOVER));
            regions.put(RECOVERY, tables(RECOVERY));
            regions.put("catchup", tables("catchup"));
            regions.put(
                    "micro",
                    image("core.svg", "Times of the core by voters and batch")
                            + image("append.svg", "The log against the same bytes written by hand")
                            + MicroTable.of(runs).orElse(NOTHING));
            regions.put("summary", summary());
            return regions;
        }

        private String image(String file, String description) {
            return images.get(file).isEmpty() ? "" : Markdown.image(description, "images/" + file) + "\n";
        }

        private String tables(String mode) {
            return runs.cluster(mode).map(ClusterTables::of).orElse(NOTHING);
        }

        private static String joined(List<ClusterRun> kept, Function<ClusterRun, String> text) {
            return kept.isEmpty()
                    ? NOTHING
                    : String.join("\n", kept.stream().map(text).toList());
        }

        /** For the README, which lies elsewhere. */
        private String summary() {
            return images.get("throughput.svg").isEmpty()
                    ? ""
                    : Markdown.image(
                            "Throughput of each library as a share of the floor's", "docs/images/throughput.svg");
        }
    }
}
