package io.balsa.raft.benchmarks.peers.jraft;

import io.balsa.raft.benchmarks.drive.Ports;
import io.balsa.raft.benchmarks.drive.Server;
import io.balsa.raft.benchmarks.drive.ServerLibrary;
import java.io.IOException;
import java.nio.file.Path;

/** SOFAJRaft. Its log is forced as it comes, its term and vote are not. */
public final class JRaftLibrary implements ServerLibrary {
    /** For the comparison. */
    public JRaftLibrary() {}

    @Override
    public String version() {
        return "jraft-core 1.3.15";
    }

    @Override
    public String settings() {
        return "RaftOptions.sync=true (default), syncMeta=true (default false: term and vote are not forced);"
                + " RocksDB log as it comes; no snapshots; election timeout 1 s (default)";
    }

    @Override
    public Server startServer(int number, Ports ports, Path directory) throws IOException {
        return JRaftServer.start(number, ports, directory);
    }
}
