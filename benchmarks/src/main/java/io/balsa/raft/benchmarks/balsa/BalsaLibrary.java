package io.balsa.raft.benchmarks.balsa;

import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.Server;
import io.balsa.raft.benchmarks.drive.ServerLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** This library, with its defaults. */
public final class BalsaLibrary implements ServerLibrary {
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

    @Override
    public Server startServer(int number, List<Integer> ports, Path directory) throws IOException {
        return BalsaServer.start(number, ports, directory);
    }
}
