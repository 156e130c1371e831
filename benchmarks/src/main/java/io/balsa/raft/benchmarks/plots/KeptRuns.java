package io.balsa.raft.benchmarks.plots;

import io.balsa.raft.benchmarks.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The runs that are kept in a directory. Of several of one kind, the latest counts.
 *
 * @param clusters runs of clusters, the latest first
 * @param micros runs of JMH, the latest first
 */
record KeptRuns(List<ClusterRun> clusters, List<MicroRun> micros) {
    private static final String MICRO = "micro";

    /** The size of commands that is meant unless another is named. */
    static final int USUAL_BYTES = 256;

    static KeptRuns read(Path directory) throws IOException {
        List<ClusterRun> clusters = new ArrayList<>();
        List<MicroRun> micros = new ArrayList<>();
        for (Path file : jsonFiles(directory)) {
            try {
                Map<?, ?> content = Json.object(Files.readString(file));
                Source source = new Source(file.getFileName().toString(), (Map<?, ?>) content.get("machine"));
                if (MICRO.equals(content.get("mode"))) {
                    micros.add(MicroRun.of(source, content));
                } else {
                    clusters.add(ClusterRun.of(source, content));
                }
            } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
                throw new IOException(file + ": not a file of results: " + e, e);
            }
        }
        clusters.sort(
                Comparator.comparing((ClusterRun run) -> run.source().at()).reversed());
        micros.sort(Comparator.comparing((MicroRun run) -> run.source().at()).reversed());
        return new KeptRuns(List.copyOf(clusters), List.copyOf(micros));
    }

    private static List<Path> jsonFiles(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** {@return the latest run of a mode with commands of the usual size} */
    Optional<ClusterRun> cluster(String mode) {
        return clusters.stream()
                .filter(run -> run.mode().equals(mode) && run.bytes() == USUAL_BYTES)
                .findFirst();
    }

    /** {@return the latest runs of a mode with commands of other sizes, in the order of those} */
    List<ClusterRun> otherSizes(String mode) {
        List<Integer> sizes = clusters.stream()
                .filter(run -> run.mode().equals(mode) && run.bytes() != USUAL_BYTES)
                .map(ClusterRun::bytes)
                .distinct()
                .sorted()
                .toList();
        return sizes.stream()
                .map(size -> clusters.stream()
                        .filter(run -> run.mode().equals(mode) && run.bytes() == size)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    /** {@return the latest run of JMH that has a score for a benchmark} */
    Optional<MicroRun> micro(String name) {
        return micros.stream().filter(run -> run.score(name).isPresent()).findFirst();
    }
}
