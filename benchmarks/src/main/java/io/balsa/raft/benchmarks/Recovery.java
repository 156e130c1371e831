package io.balsa.raft.benchmarks;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.FileStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How long a server takes to open its log. The log was just written, so it is in the page cache: this is the time of reading and checking, not
 * of the disk.
 */
public final class Recovery {
    private static final NodeId NODE = NodeId.of("n1");
    private static final int BATCH = 1000;

    private final FileStorage storage;
    private final int entries;

    private Recovery(FileStorage storage, int entries) {
        this.storage = storage;
        this.entries = entries;
    }

    /**
     * Writes a log, opens it again and again, and prints how long that took.
     *
     * @param args {@code --entries N --runs N}
     * @throws IOException if the disk fails
     */
    public static void main(String[] args) throws IOException {
        Options options = Options.parse(Map.of("entries", "1000000", "runs", "5"), args);
        int runs = options.number("runs");
        try (ScratchDirectory directory = ScratchDirectory.create("recovery")) {
            Recovery recovery = new Recovery(FileStorage.at(directory.path()), options.number("entries"));
            recovery.write();
            double[] seconds =
                    DoubleStream.generate(recovery::reopen).limit(runs).sorted().toArray();
            double median = seconds[runs / 2];
            double megabytes = (double) recovery.entries * CommandBatches.ENTRY_BYTES / 1e6;
            System.out.printf(
                    Locale.ROOT,
                    "%,d entries of %d bytes, %.0f MB: opened in %.3f s (median of %d, %.3f to %.3f), %.0f MB/s%n",
                    recovery.entries,
                    CommandBatches.COMMAND_BYTES,
                    megabytes,
                    median,
                    runs,
                    seconds[0],
                    seconds[runs - 1],
                    megabytes / median);
        }
    }

    private void write() throws IOException {
        CommandBatches commands = new CommandBatches();
        try (LogStorage log = storage.open("benchmark", NODE)) {
            Optional<HardState> hardState = Optional.of(new HardState(CommandBatches.TERM, Optional.of(NODE)));
            long seq = 1;
            for (int written = 0; written < entries; written += BATCH) {
                EncodedEntries batch = commands.next(written + 1, Math.min(BATCH, entries - written));
                log.persist(List.of(new WriteBatch(seq++, hardState, 0, batch)));
                hardState = Optional.empty();
            }
        }
    }

    private double reopen() {
        long start = System.nanoTime();
        try (LogStorage log = storage.open("benchmark", NODE)) {
            double seconds = (System.nanoTime() - start) / 1e9;
            long found = log.restored().lastIndex();
            if (found != entries || log.read(entries, entries, 1).count() != 1) {
                throw new IllegalStateException("wrote " + entries + " entries, but found " + found);
            }
            return seconds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
