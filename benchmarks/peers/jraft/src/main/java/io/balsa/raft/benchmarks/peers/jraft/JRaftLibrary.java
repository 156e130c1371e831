package io.balsa.raft.benchmarks.peers.jraft;

import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.Library;
import java.nio.file.Path;

/** SOFAJRaft. Its log is forced as it comes, its term and vote are not. */
public final class JRaftLibrary implements Library {
    /** For the comparison. */
    public JRaftLibrary() {}

    @Override
    public String version() {
        return "jraft-core 1.3.15";
    }

    @Override
    public String settings() {
        return "RaftOptions.sync=true (default), syncMeta=true (default false: term and vote are not forced);"
                + " RocksDB log as it comes; no snapshots";
    }

    @Override
    public Cluster start(Path directory) throws Exception {
        return JRaftCluster.start(directory);
    }
}
