package io.balsa.raft.benchmarks;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.storage.FileStorage;
import java.io.IOException;
import java.nio.file.Path;

/** Opens a log once, in a process that has done nothing before, as a server does that starts. */
final class RecoveryOnce {
    private RecoveryOnce() {}

    /**
     * Opens a log and prints the seconds that it took.
     *
     * @param args directory, and the number of entries that must be found
     * @throws IOException if the disk fails
     */
    public static void main(String[] args) throws IOException {
        System.out.println(open(FileStorage.at(Path.of(args[0])), Long.parseLong(args[1])));
    }

    static double open(FileStorage storage, long expectedEntries) throws IOException {
        long start = System.nanoTime();
        try (LogStorage log = storage.open(Recovery.CLUSTER, NodeId.of(Recovery.NODE))) {
            double seconds = (System.nanoTime() - start) / 1e9;
            long found = log.restored().lastIndex();
            if (found != expectedEntries || log.read(found, found, 1).count() != 1) {
                throw new IllegalStateException("wrote " + expectedEntries + " entries, but found " + found);
            }
            return seconds;
        }
    }
}
