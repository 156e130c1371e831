package io.balsa.raft.benchmarks;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.FileStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How long a server takes to open its log when it starts. The log was just written, so it is in the page cache: this is the time of reading and
 * checking, not of the disk.
 */
public final class Recovery {
    static final String CLUSTER = "benchmark";
    static final String NODE = "n1";

    private static final int BATCH = 1000;

    private final Path directory;
    private final FileStorage storage;
    private final int entries;

    private Recovery(Path directory, int entries) {
        this.directory = directory;
        this.storage = FileStorage.at(directory);
        this.entries = entries;
    }

    /**
     * Writes a log, opens it again and again, and prints how long that took.
     *
     * @param args {@code --entries N --runs N}
     * @throws IOException if the disk fails
     * @throws InterruptedException if this thread is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = Options.parse(Map.of("entries", "1000000", "runs", "5"), args);
        try (ScratchDirectory scratch = ScratchDirectory.create("recovery")) {
            Recovery recovery = new Recovery(scratch.path(), options.number("entries"));
            recovery.write();
            double[] fresh = new double[options.number("runs")];
            double[] warm = new double[fresh.length];
            for (int i = 0; i < fresh.length; i++) {
                fresh[i] = recovery.openInFreshProcess();
            }
            for (int i = 0; i < warm.length; i++) {
                warm[i] = RecoveryOnce.open(recovery.storage, recovery.entries);
            }
            System.out.printf(
                    Locale.ROOT,
                    "opening a log of %,d entries of %d bytes, %.0f MB, median of %d (least to most):%n",
                    recovery.entries,
                    CommandBatches.COMMAND_BYTES,
                    recovery.megabytes(),
                    fresh.length);
            recovery.print("in a process just started", fresh);
            recovery.print("in one that did it before", warm);
        }
    }

    private void write() throws IOException {
        CommandBatches commands = new CommandBatches();
        try (LogStorage log = storage.open(CLUSTER, NodeId.of(NODE))) {
            Optional<HardState> hardState = Optional.of(new HardState(CommandBatches.TERM, Optional.empty()));
            long seq = 1;
            for (int written = 0; written < entries; written += BATCH) {
                EncodedEntries batch = commands.next(written + 1, Math.min(BATCH, entries - written));
                log.persist(List.of(new WriteBatch(seq++, hardState, 0, batch)));
                hardState = Optional.empty();
            }
        }
    }

    private double openInFreshProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RecoveryOnce.class.getName(),
                        directory.toString(),
                        Integer.toString(entries))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the process that opened the log failed");
        }
        return Double.parseDouble(output.strip());
    }

    private double megabytes() {
        return (double) entries * CommandBatches.ENTRY_BYTES / 1e6;
    }

    private void print(String what, double[] seconds) {
        Arrays.sort(seconds);
        double median = seconds[seconds.length / 2];
        System.out.printf(
                Locale.ROOT,
                "  %s: %.3f s (%.3f to %.3f), %,.0f MB/s%n",
                what,
                median,
                seconds[0],
                seconds[seconds.length - 1],
                megabytes() / median);
    }
}
