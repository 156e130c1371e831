package io.balsa.raft.benchmarks.peers.aeron;

import io.balsa.raft.benchmarks.drive.Ports;
import io.balsa.raft.benchmarks.drive.Server;
import io.balsa.raft.benchmarks.drive.ServerLibrary;
import java.io.IOException;
import java.nio.file.Path;

/** Aeron Cluster. As it comes it forces nothing. */
public final class AeronLibrary implements ServerLibrary {
    /** For the comparison. */
    public AeronLibrary() {}

    @Override
    public String version() {
        return "aeron-cluster 1.51.0";
    }

    @Override
    public String settings() {
        return "fileSyncLevel=1 and catalogFileSyncLevel=1 of the archive, fileSyncLevel=1 of the consensus module (default"
                + " 0 for all: nothing is forced); ThreadingMode.SHARED, MTU 8 KiB, 2 MiB socket buffers and window (or what the system allows), minimum flow control, client by IPC to the leader's"
                + " media driver, one reply a command; leader heartbeat timeout 1 s (default 10 s), election timeout 1 s (default)";
    }

    @Override
    public Server startServer(int number, Ports ports, Path directory) throws IOException, InterruptedException {
        return AeronServer.start(number, ports, directory);
    }
}
