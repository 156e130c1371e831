package io.balsa.raft.benchmarks.floor;

import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.Library;
import java.nio.file.Path;

/** No library: what one would be measured against if consensus cost nothing. */
public final class FloorLibrary implements Library {
    private static final int FILE_BYTES = 64 << 20;

    /** For the comparison. */
    public FloorLibrary() {}

    @Override
    public String version() {
        return "no library";
    }

    @Override
    public String settings() {
        return "every batch written over zeros of a 64 MiB file that is used again and again, and forced (fdatasync),"
                + " on three servers; acknowledged when two are done; no terms, no checksums, no elections";
    }

    @Override
    public Cluster start(Path directory) throws Exception {
        return FloorCluster.start(directory, FILE_BYTES);
    }
}
