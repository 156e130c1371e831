package io.balsa.raft.benchmarks.balsa;

import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.Library;
import java.nio.file.Path;

/** This library, with its defaults. */
public final class BalsaLibrary implements Library {
    /** For the comparison. */
    public BalsaLibrary() {}

    @Override
    public String version() {
        return "this build";
    }

    @Override
    public String settings() {
        return "durable by default: every batch is forced (fdatasync) before it is acknowledged; nothing is set";
    }

    @Override
    public Cluster start(Path directory) throws Exception {
        return BalsaCluster.start(directory);
    }
}
